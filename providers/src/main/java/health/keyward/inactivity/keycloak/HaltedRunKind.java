package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.inactivity.core.Run;
import health.keyward.inactivity.store.Runs;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;

/** A run the circuit breaker stopped goes on (IN-7). Asked: {@code run}, its id. */
final class HaltedRunKind implements Approvable {
    static final String KIND = "inactivity-run";

    private final KeycloakSession session;
    private final Runs runs = new Runs();

    HaltedRunKind(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<UUID> id = id(asked);
        if (id.isEmpty()) {
            return new Reading.Unclear("Ask for run, the id of the run that was stopped.");
        }
        Optional<Run> run = new Database(session)
                .write(tx -> runs.find(tx, realm, id.get()))
                .filter(found -> found.state() == Run.State.HALTED);
        if (run.isEmpty()) {
            return new Reading.Unclear("No run of that id is stopped.");
        }
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line("state", "HALTED", "OPEN"));
        run.get().halts().forEach(why -> lines.add(new Change.Line("stopped by", why, null)));
        new Database(session)
                .write(tx -> runs.counts(tx, List.of(id.get())))
                .forEach(count -> lines.add(
                        new Change.Line(count.act() + " " + count.state(), null, Long.toString(count.people()))));
        return new Reading.Clear(
                new Change(KIND, realm, "Let a stopped run over inactive accounts go on", null, asked, lines));
    }

    @Override
    public Execution execute(Approved approved) {
        Optional<UUID> id = id(approved.change().asked());
        return id.isPresent()
                        && new Database(session)
                                .write(tx -> runs.goOn(tx, approved.change().realm(), id.get()))
                ? new Execution.Done()
                : new Execution.NotDone("The run is not stopped any more.");
    }

    private static Optional<UUID> id(Map<String, String> asked) {
        String text = asked.getOrDefault("run", "");
        return asked.size() == 1 && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}

package health.keyward.breakglass.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.breakglass.store.AskText;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another register of emergency administrators (EA-1). Asked: {@code list} (SHA-256 of a register that was handed in), {@code after} (number of the version it is
 * to follow) and {@code reason}.
 */
public final class EmergencyRegisterKind implements Approvable {
    public static final String KIND = "emergency-admins";

    private static final Set<String> ASKED = Set.of("list", "after", "reason");
    private static final int LONGEST = 900;

    private final EmergencyBook book;

    EmergencyRegisterKind(EmergencyBook book) {
        this.book = book;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        if (!asked.keySet().equals(ASKED)) {
            return new Reading.Unclear("Propose it under breakglass/emergency-admins.");
        }
        Optional<String> body = book.candidate(realm, asked.getOrDefault("list", ""));
        if (body.isEmpty()) {
            return new Reading.Unclear("No register of that hash was handed in.");
        }
        Numbered<EmergencyRegister> now = book.register(realm);
        if (!Integer.toString(now.number()).equals(asked.get("after"))) {
            return new Reading.Unclear("Version " + now.number() + " is in force by now.");
        }
        List<Change.Line> lines = lines(now.list(), AskText.register(body.get()));
        if (lines.isEmpty()) {
            return new Reading.Unclear("The register is like that already.");
        }
        lines.add(new Change.Line("version", Integer.toString(now.number()), Integer.toString(now.number() + 1)));
        return new Reading.Clear(new Change(KIND, realm, "Change the emergency administrators", null, asked, lines));
    }

    private static List<Change.Line> lines(EmergencyRegister before, EmergencyRegister after) {
        Map<String, String> old = EmergencyBook.rows(before);
        Map<String, String> wanted = EmergencyBook.rows(after);
        List<Change.Line> lines = new ArrayList<>();
        EmergencyBook.names(before, after)
                .filter(name -> !Objects.equals(old.get(name), wanted.get(name)))
                .forEach(name ->
                        lines.add(new Change.Line(name, shortened(old.get(name)), shortened(wanted.get(name)))));
        return lines;
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    @Override
    public Execution execute(Approved approved) {
        Change change = approved.change();
        Optional<String> body = book.candidate(change.realm(), change.asked().getOrDefault("list", ""));
        if (body.isEmpty()) {
            return new Execution.NotDone("The register that was handed in is gone.");
        }
        Version wanted = new Version(
                Integer.parseInt(change.asked().getOrDefault("after", "0")) + 1,
                body.get(),
                AskText.hash(body.get()),
                approved.proposer().username(),
                approved.proposer().userId(),
                approved.approver().username(),
                approved.approver().userId(),
                approved.proposal(),
                book.now(),
                change.asked().getOrDefault("reason", ""));
        Actor confirming = new Actor(
                change.realm().value(),
                approved.approver().userId(),
                approved.approver().username(),
                null,
                approved.approver().sessionId(),
                null);
        return book.publish(change.realm(), wanted, confirming)
                ? new Execution.Done()
                : new Execution.NotDone("Another version was published meanwhile.");
    }
}

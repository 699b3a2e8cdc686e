package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Signed;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step-up map that might ask for less than the one in force (SU-1). Asked: {@code map} (SHA-256 of a map that was handed in), {@code after} (number of the
 * version it is to follow) and {@code reason}.
 */
final class StepUpMapKind implements Approvable {
    static final String KIND = "step-up-map";

    private static final Set<String> ASKED = Set.of("map", "after", "reason");

    private final MapShelf shelf;
    private final Clock clock;

    StepUpMapKind(MapShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        if (!asked.keySet().equals(ASKED)) {
            return new Reading.Unclear("Hand the map in under stepup/map/versions; it is proposed from there.");
        }
        Optional<List<WrittenRule>> rules = shelf.candidate(realm, asked.getOrDefault("map", ""));
        if (rules.isEmpty()) {
            return new Reading.Unclear("No map of that hash was handed in.");
        }
        Optional<Version> present = shelf.newest(realm);
        long number = present.map(Version::number).orElse(0L);
        if (!Long.toString(number).equals(asked.get("after"))) {
            return new Reading.Unclear("Version " + number + " is in force by now.");
        }
        List<MapCheck.Fault> faults = MapCheck.faults(
                rules.get(),
                present.map(version -> StepUpMap.of(version.rules())).orElse(StepUpMap.EMPTY),
                shelf.known(realm));
        if (!faults.isEmpty()) {
            return new Reading.Unclear(
                    faults.getFirst().rule() + ": " + faults.getFirst().what());
        }
        Optional<String> lockedOut = shelf.locksOut(realm, rules.get());
        if (lockedOut.isPresent()) {
            return new Reading.Unclear(lockedOut.get());
        }
        List<Change.Line> lines = lines(present, rules.get(), number);
        return lines.isEmpty()
                ? new Reading.Unclear("The map is like that already.")
                : new Reading.Clear(new Change(KIND, realm, "Publish a step-up map", null, asked, lines));
    }

    private static List<Change.Line> lines(Optional<Version> present, List<WrittenRule> rules, long number) {
        StepUpMap before = present.map(version -> StepUpMap.of(version.rules())).orElse(StepUpMap.EMPTY);
        MapChange change = new MapChange(before, StepUpMap.of(rules));
        List<Change.Line> lines = new ArrayList<>();
        for (MapChange.Line line : change.lines()) {
            lines.add(new Change.Line("rule " + line.rule(), line.before(), line.after()));
        }
        if (!lines.isEmpty()) {
            lines.add(new Change.Line("version", Long.toString(number), Long.toString(number + 1)));
        }
        return lines;
    }

    @Override
    public Execution execute(Approved approved) {
        Change change = approved.change();
        Optional<List<WrittenRule>> rules =
                shelf.candidate(change.realm(), change.asked().getOrDefault("map", ""));
        if (rules.isEmpty()) {
            return new Execution.NotDone("The map that was handed in is gone.");
        }
        Signed by = approved.proposer();
        NewVersion wanted = new NewVersion(
                change.realm(),
                Long.parseLong(change.asked().getOrDefault("after", "")),
                rules.get(),
                by.username(),
                by.userId(),
                approved.proposal(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                change.asked().getOrDefault("reason", ""));
        Signed approver = approved.approver();
        Actor confirming = new Actor(
                change.realm().value(), approver.userId(), approver.username(), null, approver.sessionId(), null);
        return shelf.publish(wanted, confirming).isPresent()
                ? new Execution.Done()
                : new Execution.NotDone("Another version was published meanwhile.");
    }
}

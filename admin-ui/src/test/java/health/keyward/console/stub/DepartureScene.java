package health.keyward.console.stub;

import health.keyward.contract.inactivity.CancelInactivityLeaver;
import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityKeptDecided;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverApp;
import health.keyward.contract.inactivity.InactivityLeaverPage;
import health.keyward.contract.inactivity.InactivityLeaverPartner;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityReturn;
import health.keyward.contract.inactivity.InactivityReturnPage;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import health.keyward.contract.inactivity.NewInactivityReturn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two leavers, one of them late; one account its owner can open alone, one that the manager asks for and that lost a role and a group. */
public final class DepartureScene {
    public static final String LATE = "66666666-6666-4666-8666-666666666661";
    public static final String WAITING = "66666666-6666-4666-8666-666666666662";
    public static final String ALONE = "0c1d2e3f-0011-4000-8000-000000000011";
    public static final String STAFFED = "0c1d2e3f-0012-4000-8000-000000000012";
    public static final String ROLE = "55555555-5555-4555-8555-555555555551";
    public static final String SENSITIVE = "55555555-5555-4555-8555-555555555552";

    private final Clock clock;
    private final List<InactivityLeaver> leavers = new ArrayList<>();
    private final List<InactivityKeptRight> kept = new ArrayList<>();
    private @Nullable Object handedIn;

    DepartureScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        handedIn = null;
        leavers.clear();
        leavers.add(late());
        leavers.add(waiting("njones", clock.instant().plus(Duration.ofDays(1)), "Contract ends"));
        kept.clear();
        kept.add(right(ROLE, InactivityKeptRight.Kind.ROLE, "ward-clerk", InactivityKeptRight.Guard.NONE));
        kept.add(right(SENSITIVE, InactivityKeptRight.Kind.GROUP, "/pharmacy", InactivityKeptRight.Guard.STEP_UP));
    }

    /** What somebody asked for last. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    private InactivityLeaver late() {
        Instant last = clock.instant().minus(Duration.ofHours(2));
        return leaver(
                LATE,
                "mreyes",
                last,
                InactivityLeaver.State.ENDING,
                true,
                "Dismissed",
                List.of(
                        new InactivityLeaverApp(
                                "ward-board",
                                InactivityLeaverApp.Kind.SESSION,
                                InactivityLeaverApp.Told.DONE,
                                last.plus(Duration.ofMinutes(5)),
                                true,
                                false),
                        new InactivityLeaverApp(
                                "pharmacy",
                                InactivityLeaverApp.Kind.OFFLINE,
                                InactivityLeaverApp.Told.FAILED,
                                last.plus(Duration.ofHours(10)),
                                false,
                                true)),
                List.of(new InactivityLeaverPartner("lab", last.plus(Duration.ofDays(1)), null, false)),
                null,
                null);
    }

    private InactivityLeaver waiting(String username, Instant last, String reason) {
        return leaver(
                WAITING,
                username,
                last,
                InactivityLeaver.State.WAITING,
                false,
                reason,
                List.of(),
                List.of(),
                null,
                null);
    }

    private InactivityLeaver leaver(
            String id,
            String username,
            Instant last,
            InactivityLeaver.State state,
            boolean overdue,
            String reason,
            List<InactivityLeaverApp> apps,
            List<InactivityLeaverPartner> partners,
            @Nullable Instant cancelledAt,
            @Nullable String cancelReason) {
        boolean out = state == InactivityLeaver.State.ENDING;
        return new InactivityLeaver(
                id,
                id.replace('6', '7'),
                username,
                InactivityLeaver.Source.STAFF,
                StubHouse.MARTA,
                "mgarcia",
                clock.instant().minus(Duration.ofHours(3)),
                last,
                last.plus(Duration.ofHours(1)),
                reason,
                state,
                overdue,
                state == InactivityLeaver.State.HELD ? InactivityHeld.LAST_ADMIN : null,
                out ? "enabled=false sessions=2" : null,
                out ? last.plus(Duration.ofSeconds(20)) : null,
                cancelledAt,
                cancelReason,
                apps,
                partners);
    }

    InactivityLeaverPage leavers(Map<String, List<String>> query, boolean none) {
        var state = StubHouse.one(query, "state");
        return new InactivityLeaverPage(
                none
                        ? List.of()
                        : leavers.stream()
                                .filter(one -> state.isEmpty()
                                        || state.equals("OUT") == (one.state() == InactivityLeaver.State.ENDING))
                                .toList(),
                null);
    }

    InactivityLeaver report(NewInactivityLeaver asked) {
        handedIn = asked;
        var last = asked.lastMoment() == null ? clock.instant() : asked.lastMoment();
        var fresh = waiting(String.valueOf(asked.username()), last, asked.reason());
        leavers.set(1, fresh);
        return fresh;
    }

    Optional<InactivityLeaver> cancel(String id, CancelInactivityLeaver asked) {
        for (int i = 0; i < leavers.size(); i++) {
            var was = leavers.get(i);
            if (was.id().equals(id)) {
                leavers.set(
                        i,
                        leaver(
                                id,
                                String.valueOf(was.username()),
                                was.lastMoment(),
                                InactivityLeaver.State.CANCELLED,
                                false,
                                was.reason(),
                                was.apps(),
                                was.partners(),
                                clock.instant(),
                                asked.reason()));
                return Optional.of(leavers.get(i));
            }
        }
        return Optional.empty();
    }

    InactivityReturnPage returns(boolean none) {
        Instant shut = clock.instant().minus(Duration.ofDays(9));
        return new InactivityReturnPage(
                none
                        ? List.of()
                        : List.of(
                                new InactivityReturn(
                                        ALONE,
                                        "lwood",
                                        "Lena Wood",
                                        false,
                                        InactivityReturn.Way.ALONE,
                                        null,
                                        shut,
                                        shut.plus(Duration.ofDays(30)),
                                        null,
                                        List.of()),
                                new InactivityReturn(
                                        STAFFED,
                                        "oberg",
                                        "Olaf Berg",
                                        false,
                                        InactivityReturn.Way.WITH_STAFF,
                                        null,
                                        clock.instant().minus(Duration.ofDays(50)),
                                        null,
                                        LocalDate.parse("2025-03-04"),
                                        kept)),
                null);
    }

    InactivityProposed propose(NewInactivityReturn asked) {
        handedIn = asked;
        return new InactivityProposed(MapScene.PROPOSAL);
    }

    /** What is sensitive waits for a second person; the other is done. */
    InactivityKeptDecided decide(String id, DecideInactivityKept asked) {
        handedIn = asked;
        if (id.equals(SENSITIVE) && asked.decision() == DecideInactivityKept.Decision.GIVE) {
            return new InactivityKeptDecided(false, MapScene.PROPOSAL);
        }
        kept.removeIf(one -> one.id().equals(id));
        return new InactivityKeptDecided(true, null);
    }

    private InactivityKeptRight right(
            String id, InactivityKeptRight.Kind kind, String name, InactivityKeptRight.Guard guard) {
        return new InactivityKeptRight(
                kind, id, name, clock.instant().minus(Duration.ofDays(20)), InactivityKeptRight.State.PROPOSED, guard);
    }
}

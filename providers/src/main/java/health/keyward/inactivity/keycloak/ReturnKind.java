package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.inactivity.core.ComingBack;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens an account again that the engine disabled (IN-10), when the person cannot do it alone any more. Asked: {@code person} (user id) and {@code retrained},
 * the day of the training that was made up for; it is not before the account was closed. Two administrators do it, or an administrator for whom the person's manager
 * asked; neither may be the person.
 */
final class ReturnKind implements Approvable {
    static final String KIND = "inactivity-return";

    private static final Set<String> ASKED = Set.of("person", "retrained");

    private final SessionReturns returns;

    ReturnKind(SessionReturns returns) {
        this.returns = returns;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayConcernProposer() {
        return false;
    }

    @Override
    public boolean isTheirs(RealmId realm, UserId proposer, Map<String, String> asked) {
        return Wish.of(asked)
                .filter(wish -> returns.managers().mayAskFor(proposer, wish.person()))
                .isPresent();
    }

    private record Wish(UserId person, LocalDate retrained) {
        static Optional<Wish> of(Map<String, String> asked) {
            String person = asked.getOrDefault("person", "");
            if (!asked.keySet().equals(ASKED) || person.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Wish(new UserId(person), LocalDate.parse(asked.getOrDefault("retrained", ""))));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<Wish> wish = Wish.of(asked);
        if (wish.isEmpty()) {
            return new Reading.Unclear("Ask for person and retrained, the day of the training.");
        }
        Optional<PeopleBack.Judged> found = returns.judged(realm, wish.get().person());
        if (found.isEmpty()) {
            return new Reading.Unclear("There is no such account in this realm.");
        }
        return switch (found.get().way()) {
            case ComingBack.Alone alone -> read(realm, asked, wish.get(), found.get(), alone.disabledAt());
            case ComingBack.WithStaff staff -> read(realm, asked, wish.get(), found.get(), staff.disabledAt());
            case ComingBack.No no -> new Reading.Unclear("This account cannot be opened here: " + no.why() + ".");
        };
    }

    private Reading read(
            RealmId realm, Map<String, String> asked, Wish wish, PeopleBack.Judged found, Instant disabledAt) {
        if (!ComingBack.retrained(wish.retrained(), disabledAt, returns.now())) {
            return new Reading.Unclear(
                    "The training must have been after the account was closed, and not in the future.");
        }
        return new Reading.Clear(new Change(
                KIND,
                realm,
                "Open the account of " + found.account().username() + " again",
                wish.person(),
                asked,
                List.of(
                        new Change.Line("account", "closed since " + disabledAt, "open"),
                        new Change.Line(
                                "trained again on", null, wish.retrained().toString()),
                        new Change.Line("roles and groups taken away", "stay proposals", "stay proposals"))));
    }

    @Override
    public Execution execute(Approved approved) {
        RealmId realm = approved.change().realm();
        Optional<Wish> wish = Wish.of(approved.change().asked());
        Optional<PeopleBack.Judged> found = wish.flatMap(wanted -> returns.judged(realm, wanted.person()));
        if (wish.isEmpty() || found.isEmpty()) {
            return new Execution.NotDone("The account is gone.");
        }
        Actor by = new Actor(
                realm.value(),
                approved.approver().userId(),
                approved.approver().username(),
                null,
                approved.approver().sessionId(),
                null);
        return returns.openAfterTraining(
                        realm,
                        found.get().account(),
                        approved.proposal(),
                        by,
                        wish.get().retrained(),
                        new UserId(approved.proposer().userId()))
                .<Execution>map(Execution.NotDone::new)
                .orElseGet(Execution.Done::new);
    }
}

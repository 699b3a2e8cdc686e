package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.audit.Ledger;
import health.keyward.inactivity.core.KeptRight;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * Gives somebody who came back a role or group again that the step-up map speaks of (IN-10). Asked: {@code person} (user id), {@code kind} and {@code id} of what
 * was taken. Protected roles have a kind of their own.
 */
final class KeptRightKind implements Approvable {
    static final String KIND = "inactivity-kept-right";

    private static final Set<String> ASKED = Set.of("person", "kind", "id");

    private final KeycloakSession session;
    private final PeopleBack people;

    KeptRightKind(KeycloakSession session, PeopleBack people) {
        this.session = session;
        this.people = people;
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
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<KeptRight> right = right(realm, asked);
        if (right.isEmpty()) {
            return new Reading.Unclear("Ask for person, kind and id of a role or group that was taken from them.");
        }
        if (right.get().state() != KeptRight.State.PROPOSED || right.get().guard() != KeptRight.Guard.STEP_UP) {
            return new Reading.Unclear("This is not given back here.");
        }
        return new Reading.Clear(new Change(
                KIND,
                realm,
                "Give back what was taken from an inactive account",
                person(asked),
                asked,
                List.of(new Change.Line(
                        right.get().kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                                + right.get().name(),
                        null,
                        "held"))));
    }

    private static UserId person(Map<String, String> asked) {
        return new UserId(asked.getOrDefault("person", ""));
    }

    private Optional<KeptRight> right(RealmId realm, Map<String, String> asked) {
        return !asked.keySet().equals(ASKED) || asked.getOrDefault("person", "").isBlank()
                ? Optional.empty()
                : people.kept(realm, person(asked)).stream()
                        .filter(one -> one.kind().name().equals(asked.get("kind"))
                                && one.id().equals(asked.get("id")))
                        .findFirst();
    }

    @Override
    public Execution execute(Approved approved) {
        RealmId realm = approved.change().realm();
        Map<String, String> asked = approved.change().asked();
        Optional<KeptRight> right = right(realm, asked);
        if (right.isEmpty()) {
            return new Execution.NotDone("It is not on the list any more.");
        }
        Optional<String> fault = people.give(realm, person(asked), right.get());
        if (fault.isPresent()) {
            return new Execution.NotDone(fault.get());
        }
        Doors.open(session, Ledger.class)
                .changed(
                        realm,
                        new Actor(
                                realm.value(),
                                approved.approver().userId(),
                                approved.approver().username(),
                                null,
                                approved.approver().sessionId(),
                                null),
                        "ACTION",
                        "INACTIVITY_KEPT_RIGHT",
                        "inactivity/returns/" + person(asked),
                        person(asked).value(),
                        "Gave back the " + right.get().kind() + " "
                                + right.get().name() + ".");
        return new Execution.Done();
    }
}

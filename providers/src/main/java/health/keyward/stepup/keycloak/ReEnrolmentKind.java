package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.core.EnrolmentLink.Delivery;
import health.keyward.stepup.core.EnrolmentLink.Wanted;
import health.keyward.stepup.core.IdentityCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Lets a person who lost a factor enrol a new one, supervised by two staff (SU-7, SP 800-63B-4 4.2). Asked: {@code person} (user id), {@code checked} and
 * {@code document} (see {@link IdentityCheck}), {@code remove} (ids of lost credentials, or {@code none}), {@code factor} and {@code delivery}. The password
 * stays, every session ends, and what the person gets is a link that lives for minutes.
 */
final class ReEnrolmentKind implements Approvable {
    static final String KIND = "re-enrolment";
    static final String NOTHING = "none";

    private static final Set<String> ASKED = Set.of("person", "checked", "document", "remove", "factor", "delivery");

    private final KeycloakSession session;
    private final ReEnrolment work;

    ReEnrolmentKind(KeycloakSession session, ReEnrolment work) {
        this.session = session;
        this.work = work;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Two others must know the person; nobody vouches for themselves. */
    @Override
    public boolean mayConcernProposer() {
        return false;
    }

    @Override
    public Reading read(RealmId realmId, Map<String, String> asked) {
        if (!asked.keySet().equals(ASKED)) {
            return new Reading.Unclear(
                    "Ask for person (user id), checked, document, remove (credential ids or none), factor and"
                            + " delivery.");
        }
        RealmModel realm = session.realms().getRealm(realmId.value());
        Optional<IdentityCheck> check = IdentityCheck.of(get(asked, "checked"), get(asked, "document"));
        if (check.isEmpty()) {
            return new Reading.Unclear("Say how the identity was checked and what was shown: checked is one of "
                    + IdentityCheck.ways() + ", document one of " + IdentityCheck.documents()
                    + "; NONE only when a manager vouches.");
        }
        @Nullable UserModel person = session.users().getUserById(realm, get(asked, "person"));
        if (person == null || !person.isEnabled() || person.getServiceAccountClientLink() != null) {
            return new Reading.Unclear("There is no such person in this realm, or the person is disabled.");
        }
        return read(realm, person, check.get(), asked);
    }

    private Reading read(RealmModel realm, UserModel person, IdentityCheck check, Map<String, String> asked) {
        Optional<Wanted> factor = named(Wanted.values(), get(asked, "factor"));
        Optional<Delivery> delivery = named(Delivery.values(), get(asked, "delivery"));
        if (factor.isEmpty() || delivery.isEmpty()) {
            return new Reading.Unclear("factor is one of " + List.of(Wanted.values()) + ", delivery one of "
                    + List.of(Delivery.values()) + ".");
        }
        if (Factors.action(realm, factor.get()).isEmpty()) {
            return new Reading.Unclear("This realm does not let people enrol that factor.");
        }
        if (delivery.get() == Delivery.MAIL && isBlank(person.getEmail())) {
            return new Reading.Unclear("The person has no mail address; have the code printed instead.");
        }
        List<CredentialModel> held = Factors.of(person);
        List<String> lost = lost(asked);
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line("identity check (list " + IdentityCheck.VERSION + ")", null, check.words()));
        for (String id : lost) {
            Optional<CredentialModel> one =
                    held.stream().filter(c -> c.getId().equals(id)).findFirst();
            if (one.isEmpty()) {
                return new Reading.Unclear("The person does not hold one of the credentials that should be removed.");
            }
            lines.add(new Change.Line("credential " + one.get().getType() + " " + id, "held", null));
        }
        lines.add(new Change.Line("sessions", "as they are", "ended"));
        lines.add(new Change.Line(
                "one-time enrolment link",
                null,
                factor.get() + ", " + delivery.get() + ", " + work.minutes() + " minutes"));
        return new Reading.Clear(new Change(
                KIND,
                new RealmId(realm.getId()),
                "Let " + person.getUsername() + " enrol a new factor",
                new UserId(person.getId()),
                asked,
                lines));
    }

    @Override
    public Execution execute(Approved approved) {
        Map<String, String> asked = approved.change().asked();
        RealmModel realm = session.realms().getRealm(approved.change().realm().value());
        @Nullable UserModel person = session.users().getUserById(realm, get(asked, "person"));
        Optional<Wanted> factor = named(Wanted.values(), get(asked, "factor"));
        Optional<Delivery> delivery = named(Delivery.values(), get(asked, "delivery"));
        if (person == null || factor.isEmpty() || delivery.isEmpty()) {
            return new Execution.NotDone("The person is gone.");
        }
        if (person.getId().equals(approved.proposer().userId())) {
            return new Execution.NotDone("Nobody vouches for themselves.");
        }
        return work.begin(realm, person, lost(asked), factor.get(), delivery.get(), approved)
                .<Execution>map(Execution.NotDone::new)
                .orElseGet(Execution.Done::new);
    }

    private static List<String> lost(Map<String, String> asked) {
        String remove = get(asked, "remove");
        return remove.equals(NOTHING)
                ? List.of()
                : Arrays.stream(remove.split(",", -1)).distinct().toList();
    }

    private static String get(Map<String, String> asked, String name) {
        return asked.getOrDefault(name, "");
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }
}

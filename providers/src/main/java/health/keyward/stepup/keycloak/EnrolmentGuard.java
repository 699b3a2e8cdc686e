package health.keyward.stepup.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.EnrolmentLink;
import health.keyward.stepup.core.EnrolmentLink.State;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * From the moment two staff agree until the person has a factor again, the link is the only way to one: who knows the password alone could otherwise be
 * faster than the person. Whoever shows a factor they still hold needs no link. A link is used up here, in the transaction that stores the factor, whatever
 * action enrolled it.
 */
record EnrolmentGuard(KeycloakSession session, ReEnrolment enrolments) implements Veto {
    /** Note of a sign-in that was begun with a link: its id. */
    static final String LINK = "keyward.enrolment.link";

    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm == null) {
            return Optional.empty();
        }
        return touches.stream()
                .filter(EnrolmentGuard::isNewFactor)
                .map(touch -> refuses(new RealmId(realm.getId()), touch, call))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isNewFactor(Touch touch) {
        return touch.kind() == Touch.Kind.INSERTED
                && touch.thing().equals("Credential")
                && touch.ref("user").isPresent()
                && touch.ref("type").filter(Factors::isFactor).isPresent();
    }

    private Optional<String> refuses(RealmId realm, Touch touch, Call call) {
        UserId person = new UserId(touch.ref("user").orElseThrow());
        Optional<UUID> link = link(person);
        if (link.isPresent()) {
            return enrolments.use(realm, link.get(), person, touch.ref("type").orElseThrow(), call.actor())
                    ? Optional.empty()
                    : Optional.of("this enrolment link was used or has ended");
        }
        return isSupervised(realm, person) && !showedSecondFactor(person)
                ? Optional.of("this person enrols through the link that two staff agreed on")
                : Optional.empty();
    }

    private boolean isSupervised(RealmId realm, UserId person) {
        return enrolments
                .newest(realm, person)
                .map(EnrolmentLink::state)
                .filter(state -> state != State.USED)
                .isPresent();
    }

    private Optional<UUID> link(UserId person) {
        return signInOf(person).map(signIn -> signIn.getAuthNote(LINK)).map(UUID::fromString);
    }

    private boolean showedSecondFactor(UserId person) {
        return signInOf(person)
                .filter(signIn -> signIn.getAuthNote(Constants.LEVEL_OF_AUTHENTICATION) != null)
                .map(signIn -> new AcrStore(session, signIn).getLevelOfAuthenticationFromCurrentAuthentication())
                .filter(level -> level >= Level.MULTI_FACTOR.loa())
                .isPresent();
    }

    private Optional<AuthenticationSessionModel> signInOf(UserId person) {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                .filter(signIn -> signIn.getAuthenticatedUser() != null
                        && signIn.getAuthenticatedUser().getId().equals(person.value()));
    }
}

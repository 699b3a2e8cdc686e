package health.keyward.stepup.keycloak;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.EnrolmentLink;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.messages.Messages;

/** {@code /realms/{realm}/keyward/stepup/enrol}: where a person redeems an enrolment link or a printed code, with the password. */
@Produces(MediaType.TEXT_HTML)
public final class EnrolmentPages {
    private static final String PAGE = "keyward-enrol.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ReEnrolment enrolments;

    EnrolmentPages(KeycloakSession session, ReEnrolment enrolments) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.enrolments = enrolments;
    }

    @GET
    @Path("enrol")
    public Response asks(@QueryParam("code") @Nullable String code) {
        if (isClosed()) {
            return closed();
        }
        String typed = code == null ? "" : code;
        return typed.isEmpty() || opening(typed).isPresent() ? page(typed, null) : dead(typed);
    }

    @POST
    @Path("enrol")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response redeems(
            @FormParam("code") @Nullable String code, @FormParam("password") @Nullable String password) {
        if (isClosed()) {
            return closed();
        }
        String typed = code == null ? "" : code;
        Optional<EnrolmentLink> link = opening(typed);
        if (link.isEmpty()) {
            return dead(typed);
        }
        @Nullable
        UserModel person =
                session.users().getUserById(realm, link.get().person().value());
        if (person == null || !person.isEnabled()) {
            return dead(typed);
        }
        return withPassword(link.get(), person, typed, password == null ? "" : password);
    }

    /** What Keycloak checks before each of its own pages: that the realm is open, and that no password goes over an open line (SD-2). */
    private boolean isClosed() {
        boolean open = "http".equals(session.getContext().getUri().getBaseUri().getScheme());
        return !realm.isEnabled()
                || open
                        && realm.getSslRequired()
                                .isRequired(session.getContext().getConnection());
    }

    private Response closed() {
        return forms().setError(realm.isEnabled() ? Messages.HTTPS_REQUIRED : Messages.REALM_NOT_ENABLED)
                .createErrorPage(Response.Status.FORBIDDEN);
    }

    private Response withPassword(EnrolmentLink link, UserModel person, String typed, String password) {
        EventBuilder event = event(link).user(person).detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE);
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        @Nullable
        String lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(protector, session, realm, person);
        if (lockedOut != null) {
            event.error(lockedOut);
            return page(typed, "keywardEnrolWait");
        }
        if (!person.credentialManager().isValid(UserCredentialModel.password(password))) {
            enrolments.failed(link);
            event.error(Errors.INVALID_USER_CREDENTIALS);
            if (realm.isBruteForceProtected()) {
                protector.failedLogin(
                        realm,
                        person,
                        session.getContext().getConnection(),
                        session.getContext().getUri(),
                        Set.of(PasswordCredentialModel.TYPE));
            }
            return page(typed, "keywardEnrolWrong");
        }
        enrolments.opened(link, actor(person));
        event.success();
        return new EnrolmentSignIn(session, realm).begin(person, link);
    }

    private Optional<EnrolmentLink> opening(String typed) {
        return link(typed).filter(enrolments::opensNow);
    }

    private Optional<EnrolmentLink> link(String typed) {
        return EnrolmentLink.readCode(typed).flatMap(code -> enrolments.held(new RealmId(realm.getId()), code));
    }

    /** Who holds the code may know what became of it. */
    private Response dead(String typed) {
        Optional<EnrolmentLink> link = link(typed);
        link.ifPresent(known -> event(known).user(known.person().value()).error(Errors.EXPIRED_CODE));
        String message = switch (link.map(EnrolmentLink::state).orElse(EnrolmentLink.State.DEAD)) {
            case USED -> "keywardEnrolUsed";
            case EXPIRED, ISSUED, PREPARED -> "keywardEnrolExpired";
            case DEAD -> "keywardEnrolDead";
        };
        return forms().setError(message).createErrorPage(Response.Status.GONE);
    }

    private EventBuilder event(EnrolmentLink link) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .detail(Details.ACTION, "keyward-enrolment " + link.id());
    }

    private Actor actor(UserModel person) {
        return new Actor(
                realm.getId(),
                person.getId(),
                person.getUsername(),
                null,
                null,
                session.getContext().getConnection().getRemoteAddr());
    }

    private Response page(String code, @Nullable String wrong) {
        LoginFormsProvider form = forms().setAttribute("code", code).setAttribute("enrolAction", enrolments.page());
        if (wrong != null) {
            form.setError(wrong);
        }
        return form.createForm(PAGE);
    }

    private LoginFormsProvider forms() {
        return session.getProvider(LoginFormsProvider.class);
    }
}

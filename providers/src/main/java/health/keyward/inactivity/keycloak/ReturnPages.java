package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.core.ReturnLink;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ActionLink;
import health.keyward.stepup.Factor;
import health.keyward.stepup.KeyCheck;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
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
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.messages.Messages;

/**
 * {@code /realms/{realm}/keyward/inactivity/return}: where somebody whose account was closed opens it again, with the mailed link, the password and a second
 * factor. Nobody is signed in by it.
 */
@Produces(MediaType.TEXT_HTML)
public final class ReturnPages {
    private static final String PAGE = "keyward-return.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SessionReturns returns;

    ReturnPages(KeycloakSession session, SessionReturns returns) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.returns = returns;
    }

    @GET
    @Path("return")
    public Response asks(@QueryParam("code") @Nullable String code) {
        if (isClosed()) {
            return closed();
        }
        String given = code == null ? "" : code;
        Optional<ReturnLink> link = opening(given);
        @Nullable
        UserModel person = link.map(
                        one -> session.users().getUserById(realm, one.person().value()))
                .orElse(null);
        return link.isPresent() && person != null ? page(link.get(), person, given, null) : dead(given);
    }

    /** Where a manager asks for somebody of theirs. */
    @GET
    @Path("manager")
    public Response manager() {
        return Response.seeOther(ActionLink.to(session, ManagersReturnAction.ID))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("return")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response opens(MultivaluedMap<String, String> form) {
        if (isClosed()) {
            return closed();
        }
        String given = field(form, "code");
        Optional<ReturnLink> link = opening(given);
        if (link.isEmpty()) {
            return dead(given);
        }
        @Nullable
        UserModel person =
                session.users().getUserById(realm, link.get().person().value());
        if (person == null || person.isEnabled()) {
            return dead(given);
        }
        return proven(link.get(), person, given, form);
    }

    private static String field(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
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

    /** The answer is the same, whichever of the two was wrong. */
    private Response proven(ReturnLink link, UserModel person, String given, MultivaluedMap<String, String> form) {
        EventBuilder event = event(link).user(person);
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        @Nullable
        String lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(protector, session, realm, person);
        if (lockedOut != null) {
            event.error(lockedOut);
            return page(link, person, given, "keywardReturnWait");
        }
        boolean right = person.credentialManager().isValid(UserCredentialModel.password(field(form, "password")));
        boolean fresh = right && hasFactor(link, person, form);
        if (!fresh) {
            String tried = right ? OTPCredentialModel.TYPE : PasswordCredentialModel.TYPE;
            returns.failed(link, actor(person));
            event.detail(Details.CREDENTIAL_TYPE, tried).error(Errors.INVALID_USER_CREDENTIALS);
            if (realm.isBruteForceProtected()) {
                protector.failedLogin(
                        realm,
                        person,
                        session.getContext().getConnection(),
                        session.getContext().getUri(),
                        Set.of(tried));
            }
            return page(link, person, given, "keywardReturnWrong");
        }
        if (!returns.back(link, actor(person))) {
            session.getTransactionManager().setRollbackOnly();
            return dead(given);
        }
        event.success();
        return forms().setAttribute("returned", true)
                .setAttribute(
                        "signInAddress",
                        Urls.accountBase(session.getContext().getUri().getBaseUri())
                                .path("/")
                                .build(realm.getName())
                                .toString())
                .createForm(PAGE);
    }

    private boolean hasFactor(ReturnLink link, UserModel person, MultivaluedMap<String, String> form) {
        String recovery = field(form, "recovery").strip();
        if (!recovery.isEmpty()) {
            return person.credentialManager().isValid(new UserCredentialModel("", Factor.RECOVERY_CODES, recovery));
        }
        return field(form, "credentialId").isEmpty()
                ? hasCode(person, field(form, "otp").strip())
                : returns.shown(
                        link,
                        new KeyCheck.Answer(
                                field(form, "credentialId"),
                                field(form, "authenticatorData"),
                                field(form, "clientDataJSON"),
                                field(form, "signature")));
    }

    /** Any app that the person set up will do. */
    private static boolean hasCode(UserModel person, String otp) {
        return !otp.isEmpty()
                && person
                        .credentialManager()
                        .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                        .toList()
                        .stream()
                        .anyMatch(app -> person.credentialManager()
                                .isValid(new UserCredentialModel(app.getId(), OTPCredentialModel.TYPE, otp)));
    }

    private Optional<ReturnLink> opening(String given) {
        return link(given).filter(returns::opensNow);
    }

    private Optional<ReturnLink> link(String given) {
        return ReturnLink.readCode(given).flatMap(code -> returns.held(new RealmId(realm.getId()), code));
    }

    /** Who holds the code may know what became of it. */
    private Response dead(String given) {
        Optional<ReturnLink> link = link(given);
        link.ifPresent(known -> event(known).user(known.person().value()).error(Errors.EXPIRED_CODE));
        String message = switch (link.map(ReturnLink::state).orElse(ReturnLink.State.DEAD)) {
            case USED -> "keywardReturnUsed";
            case EXPIRED -> "keywardReturnExpired";
            case ISSUED -> link.filter(returns::opensNow).isPresent() ? "keywardReturnDead" : "keywardReturnExpired";
            case DEAD -> "keywardReturnDead";
        };
        return forms().setError(message).createErrorPage(Response.Status.GONE);
    }

    private EventBuilder event(ReturnLink link) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .detail(Details.ACTION, "keyward-return " + link.id());
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

    private Response page(ReturnLink link, UserModel person, String code, @Nullable String wrong) {
        Optional<KeyCheck.Asked> asked = returns.asks(link);
        LoginFormsProvider form = forms().setAttribute("code", code)
                .setAttribute("returned", false)
                .setAttribute("returnAction", ReturnMail.page(session, realm))
                .setAttribute("hasApp", person.credentialManager().isConfiguredFor(OTPCredentialModel.TYPE))
                .setAttribute("hasCodes", person.credentialManager().isConfiguredFor(Factor.RECOVERY_CODES))
                .setAttribute("hasKey", asked.isPresent())
                .setAttribute("challenge", asked.map(KeyCheck.Asked::challenge).orElse(""))
                .setAttribute("rpId", asked.map(KeyCheck.Asked::relyingParty).orElse(""))
                .setAttribute("keys", asked.map(KeyCheck.Asked::keys).orElse(List.of()));
        if (wrong != null) {
            form.setError(wrong);
        }
        return form.createForm(PAGE);
    }

    private LoginFormsProvider forms() {
        return session.getProvider(LoginFormsProvider.class);
    }
}

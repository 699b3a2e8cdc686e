package health.keyward.breakglass.keycloak;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.DeviceCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.cookie.CookieType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Tells decisions of the grant that is good for this very person, session and app. Whoever asks about a patient for whom the person has a grant in another
 * session is told of none, and that is an alarm.
 */
final class GrantSource implements AttributeSource {
    static final String NAME = "breakglass";
    private static final String PATH = "context.break_glass";
    private static final String USER = "user";

    private final KeycloakSession session;
    private final SessionGrants grants;

    GrantSource(KeycloakSession session, SessionGrants grants) {
        this.session = session;
        this.grants = grants;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(good(question)
                .map(GrantSource::said)
                .orElseGet(() -> new Attribute(PATH, Map.of("grant", "none"), NAME, grants.now())));
    }

    private Optional<Grant> good(Question question) {
        if (!question.subject().type().equals(USER)) {
            return Optional.empty();
        }
        @Nullable String here = sessionOf(question);
        @Nullable String patient = patient(question);
        boolean asksForPatient = patient != null && question.asked().point() == Point.DECISION_POINT;
        if (here == null && !asksForPatient) {
            return Optional.empty();
        }
        List<Grant> running =
                grants.running(question.realm(), new UserId(question.subject().id()));
        if (running.isEmpty()) {
            return Optional.empty();
        }
        List<Grant> fitting = running.stream()
                .filter(grant -> patient == null || grant.patient().equals(patient))
                .filter(grant -> grant.apps().contains(app(question)))
                .toList();
        Optional<Grant> ours = fitting.stream()
                .filter(grant -> grant.binding().session().equals(here))
                .filter(grant -> sameDevice(question, grant))
                .findFirst();
        if (ours.isEmpty() && asksForPatient) {
            fitting.stream().findFirst().ifPresent(grant -> grants.misused(grant, "other_session", by(question)));
        }
        return ours;
    }

    private @Nullable String sessionOf(Question question) {
        if (question.asked().session() != null) {
            return question.asked().session();
        }
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        boolean underWay = question.asked().point() == Point.SIGN_IN && signIn != null;
        return underWay && mayHold(signIn) ? signIn.getParentSession().getId() : null;
    }

    /** A session that only begins holds no grant, unless one was given while it did: an ordinary sign-in costs no question. */
    private boolean mayHold(AuthenticationSessionModel signIn) {
        return signIn.getUserSessionNotes().containsKey(SessionGrants.NOTE)
                || session.getProvider(CookieProvider.class).get(CookieType.IDENTITY) != null;
    }

    /** Only where the person's own browser is at the other end. */
    private boolean sameDevice(Question question, Grant grant) {
        @Nullable String device = grant.binding().device();
        if (device == null || question.asked().point() != Point.SIGN_IN) {
            return true;
        }
        boolean same = DeviceCookie.of(session).filter(device::equals).isPresent();
        if (!same) {
            grants.misused(grant, "other_device", by(question));
        }
        return same;
    }

    private static String app(Question question) {
        return question.resource().type().equals("app")
                ? question.resource().id()
                : question.asked().client() == null ? "" : question.asked().client();
    }

    private static @Nullable String patient(Question question) {
        return question.resource().properties().get("patient") instanceof String patient ? patient : null;
    }

    private static Actor by(Question question) {
        return new Actor(
                question.realm().value(),
                question.subject().id(),
                null,
                question.asked().client(),
                question.asked().session(),
                question.asked().address());
    }

    private static Attribute said(Grant grant) {
        Map<String, Object> value = new TreeMap<>();
        value.put("grant", grant.id());
        value.put("patient", grant.patient());
        value.put("apps", grant.apps());
        value.put("until", grant.until().toString());
        value.put("data_class", grant.dataClass());
        value.put("purpose", grant.purpose());
        value.put("waived", grant.waived());
        value.put("degraded", grant.degraded());
        return new Attribute(PATH, value, NAME, grant.from());
    }
}

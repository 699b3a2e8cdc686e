package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.Custodian;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyOpening.Consent;
import health.keyward.breakglass.core.EmergencyOpening.Hindrance;
import health.keyward.breakglass.core.EmergencyOpening.State;
import health.keyward.breakglass.core.HistoryConsent;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.PersonAction;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where a custodian opens an emergency account with another one, each in a session and with a key of their own (EA-3, EA-4). It is reached by
 * {@code kc_action=keyward-custodian} alone.
 */
public final class CustodianAction extends PersonAction {
    public static final String ID = "keyward-custodian";

    private static final String PAGE = "keyward-custodian.ftl";
    private static final String PROVEN = "keyward.custodian.proven";
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;

    public CustodianAction() {
        super(ID, "Keyward opening of an emergency account");
    }

    /** Said by the gate alone: that this person has shown a key in this sign-in, and when. */
    static void prove(AuthenticationSessionModel signIn, String person, Instant at) {
        signIn.setAuthNote(PROVEN, person + " " + at.getEpochSecond());
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        show(context, null);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        Optional<EmergencyAccount> account = kept(context).stream()
                .filter(one -> one.id().equals(typed.getFirst("account")))
                .findFirst();
        if (!isOfTheForm(context) || hindered(context) != null || account.isEmpty()) {
            show(context, null);
            return;
        }
        closeForm(context);
        @Nullable
        String error = typed.containsKey("join")
                ? join(context, account.get(), typed.getFirst("join"))
                : typed.containsKey("read")
                        ? allow(context, account.get(), typed.getFirst("read"))
                        : begin(context, account.get(), typed);
        if (error == null) {
            context.success();
        } else {
            show(context, error);
        }
    }

    private static @Nullable String begin(
            RequiredActionContext context, EmergencyAccount account, MultivaluedMap<String, String> typed) {
        String why = Objects.requireNonNullElse(typed.getFirst("why"), "").strip();
        if (why.length() < SHORTEST || why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl)) {
            return "keywardCustodianWhyWrong";
        }
        EmergencyDoor door = door(context);
        boolean running = door.newest(realm(context), account.id())
                .filter(opening -> opening.state(door.now()) != State.OVER)
                .isPresent();
        if (running) {
            return "keywardCustodianRunning";
        }
        if (!door.sealed(realm(context), account.id())) {
            return "keywardCustodianUnsealed";
        }
        door.begin(realm(context), account, me(context, door), typed.containsKey("drill"), why);
        return null;
    }

    private static @Nullable String join(RequiredActionContext context, EmergencyAccount account, @Nullable String id) {
        EmergencyDoor door = door(context);
        Optional<EmergencyOpening> waiting = door.newest(realm(context), account.id())
                .filter(opening -> opening.id().toString().equals(id));
        if (waiting.isEmpty()) {
            return "keywardCustodianOver";
        }
        return door.join(context.getRealm(), account, waiting.get(), me(context, door))
                .map(CustodianAction::words)
                .orElse(null);
    }

    private static @Nullable String allow(
            RequiredActionContext context, EmergencyAccount account, @Nullable String id) {
        EmergencyDoor door = door(context);
        Optional<EmergencyOpening> running = door.newest(realm(context), account.id())
                .filter(opening -> opening.id().toString().equals(id));
        if (running.isEmpty()) {
            return "keywardCustodianOver";
        }
        return door.allow(realm(context), account, running.get(), me(context, door))
                .map(CustodianAction::words)
                .orElse(null);
    }

    private static String words(HistoryConsent.Hindrance hindrance) {
        return switch (hindrance) {
            case NO_CUSTODIAN -> "keywardCustodianNone";
            case SAME_PERSON -> "keywardCustodianReadSelf";
            case SAME_SESSION -> "keywardCustodianSession";
            case NOT_IN_USE -> "keywardCustodianOver";
        };
    }

    private static String words(Hindrance hindrance) {
        return switch (hindrance) {
            case NO_CUSTODIAN -> "keywardCustodianNone";
            case SAME_PERSON -> "keywardCustodianSelf";
            case SAME_SESSION -> "keywardCustodianSession";
            case NOT_WAITING -> "keywardCustodianOver";
            case NOT_SEALED -> "keywardCustodianUnsealed";
        };
    }

    private void show(RequiredActionContext context, @Nullable String error) {
        @Nullable String hindered = hindered(context);
        if (hindered != null) {
            context.challenge(context.form().setError(hindered).createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        EmergencyDoor door = door(context);
        List<Map<String, Object>> accounts = kept(context).stream()
                .map(account -> shown(context, door, account))
                .toList();
        LoginFormsProvider page = context.form()
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute("keywardAccounts", accounts);
        if (error != null) {
            page.setError(error);
        }
        context.challenge(page.createForm(PAGE));
    }

    private static Map<String, Object> shown(
            RequiredActionContext context, EmergencyDoor door, EmergencyAccount account) {
        Optional<EmergencyOpening> newest = door.newest(realm(context), account.id());
        State state = newest.map(opening -> opening.state(door.now())).orElse(State.OVER);
        boolean mayJoin = newest.filter(
                        opening -> opening.hinders(account, me(context, door)).isEmpty())
                .isPresent();
        boolean mayAllow = newest.filter(opening -> HistoryConsent.hinders(account, opening, me(context, door))
                        .isEmpty())
                .isPresent();
        return Map.of(
                "id", account.id(),
                "name", account.name(),
                "purpose", account.purpose(),
                "state", mayJoin ? "JOIN" : mayAllow ? "READ" : state.name(),
                "words", "keywardCustodianState" + state,
                "opening", newest.map(opening -> opening.id().toString()).orElse(""),
                "first", newest.map(opening -> opening.first().name()).orElse(""),
                "why", newest.map(EmergencyOpening::why).orElse(""),
                "drill", newest.map(EmergencyOpening::drill).orElse(false));
    }

    /** Why this person opens nothing here, as a key of the texts. */
    private static @Nullable String hindered(RequiredActionContext context) {
        String note =
                Objects.requireNonNullElse(context.getAuthenticationSession().getAuthNote(PROVEN), "");
        int blank = note.lastIndexOf(' ');
        boolean proven = blank > 0
                && note.substring(0, blank).equals(context.getUser().getId())
                && !Instant.ofEpochSecond(Long.parseLong(note.substring(blank + 1)))
                        .isBefore(CLOCK.instant().minus(FRESH).minusSeconds(1));
        if (!proven) {
            return "keywardCustodianNotProven";
        }
        return kept(context).isEmpty() ? "keywardCustodianNone" : null;
    }

    private static List<EmergencyAccount> kept(RequiredActionContext context) {
        return new EmergencyBook(context.getSession(), CLOCK)
                .register(realm(context))
                .list()
                .keptBy(context.getUser().getId());
    }

    private static Consent me(RequiredActionContext context, EmergencyDoor door) {
        return EmergencyDoor.consent(
                new Custodian(context.getUser().getId(), context.getUser().getUsername()),
                context.getAuthenticationSession().getParentSession().getId(),
                door.now());
    }

    private static EmergencyDoor door(RequiredActionContext context) {
        return new EmergencyDoor(context.getSession(), CLOCK);
    }

    private static RealmId realm(RequiredActionContext context) {
        return new RealmId(context.getRealm().getId());
    }
}

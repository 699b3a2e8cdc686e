package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyGate;
import health.keyward.breakglass.core.EmergencyGate.Visit;
import health.keyward.breakglass.core.EmergencyGate.Way;
import health.keyward.breakglass.core.EmergencyGate.Why;
import health.keyward.breakglass.core.EmergencyGate.Word;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.stepup.AccessRuling.Cause;
import health.keyward.stepup.AccessRuling.Entry;
import health.keyward.stepup.AccessRuling.Moment;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.AccountRuling;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Asked at the gate of every sign-in: lets emergency accounts in that two custodians opened, and no others; and wants a key of who opens one (EA-3 to EA-6). */
final class EmergencyRuling implements AccountRuling {
    /** What a custodian shows, and how long ago at most (EA-4). */
    static final Need KEY =
            new Need(Level.PHISHING_RESISTANT, Duration.ofMinutes(5), false, List.of("emergency-custodian"));

    private static final Map<String, String> TEXTS = Map.of(
            "en",
            "This account is for emergencies. It signs in after two of its custodians opened it, and from listed places"
                    + " only. This attempt was reported.",
            "es",
            "Esta cuenta es para emergencias. Entra después de que dos de sus custodios la abran, y solo desde lugares"
                    + " registrados. Este intento se ha comunicado.");

    private final KeycloakSession session;
    private final EmergencyRegisters registers;
    private final EmergencyDoor door;

    EmergencyRuling(KeycloakSession session, EmergencyRegisters registers, EmergencyDoor door) {
        this.session = session;
        this.registers = registers;
        this.door = door;
    }

    @Override
    public Optional<Ruling> on(Entry entry) {
        EmergencyRegister register = registers.of(session, entry.realm());
        return register.account(entry.person())
                .map(account -> rule(account, entry))
                .or(() -> opens(register, entry) ? Optional.of(new Ruling.Allowed(beside(entry))) : Optional.empty());
    }

    /**
     * A custodian has to get as far as the account page when no policy can be asked (EA-2). Only there: an app that adds the action to its own request is
     * asked about as ever.
     */
    private boolean opens(EmergencyRegister register, Entry entry) {
        return entry.client().equals(Constants.ACCOUNT_CONSOLE_CLIENT_ID)
                && isCustodians(entry)
                && !register.keptBy(entry.person()).isEmpty();
    }

    private boolean isCustodians(Entry entry) {
        @Nullable AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        return entry.moment() == Moment.SIGN_IN
                && signIn != null
                && CustodianAction.ID.equals(signIn.getClientNote(Constants.KC_ACTION));
    }

    private Ruling rule(EmergencyAccount account, Entry entry) {
        Instant now = door.now();
        Optional<EmergencyOpening> newest = door.newest(entry.realm(), account.id());
        Visit visit = visit(entry, newest, now);
        return switch (EmergencyGate.word(account, newest, visit, now)) {
            case Word.Come(EmergencyOpening opening, Need need) ->
                opening.usedSession() == null && !door.sealed(entry.realm(), account.id())
                        ? refused(account, entry, visit, newest, Why.NOT_SEALED)
                        : come(account, entry, visit, opening, need);
            case Word.Refused(Why why) -> refused(account, entry, visit, newest, why);
        };
    }

    private Ruling come(EmergencyAccount account, Entry entry, Visit visit, EmergencyOpening opening, Need need) {
        boolean shown =
                entry.achieved().level().includes(account.authenticator().level());
        if (visit.way() == Way.BROWSER && shown && opening.usedSession() == null) {
            boolean first = door.use(entry.realm(), account, opening, String.valueOf(visit.session()), entry.address());
            if (!first) {
                return refused(account, entry, visit, Optional.empty(), Why.NOT_OPENED);
            }
        }
        return new Ruling.Allowed(need);
    }

    /** What an app asks for in the name of a session that was let in and is over is no attempt of anybody. */
    private Ruling refused(
            EmergencyAccount account, Entry entry, Visit visit, Optional<EmergencyOpening> newest, Why why) {
        boolean afterwards = visit.way() == Way.TOKEN
                && newest.filter(opening -> opening.usedSession() != null)
                        .filter(opening -> String.valueOf(opening.usedSession()).equals(visit.session()))
                        .isPresent();
        if (!afterwards && visit.attempts() <= EmergencyGate.MOST_ATTEMPTS) {
            alarm(account, entry, why);
        }
        return new Ruling.Refused(null, List.of(new Cause(why.code(), TEXTS)), false);
    }

    /** In a transaction of its own: the refusal may undo the present one. */
    private void alarm(EmergencyAccount account, Entry entry, Why why) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            @Nullable RealmModel realm = own.realms().getRealm(entry.realm().value());
            own.getContext().setRealm(realm);
            door.in(own)
                    .raise(
                            entry.realm(),
                            EmergencyAlarm.Kind.EMERGENCY_ADMIN_REFUSED,
                            account,
                            why.code() + " at " + entry.moment(),
                            entry.address());
        });
    }

    /** What failed before two custodians opened the account does not keep it out. */
    private Visit visit(Entry entry, Optional<EmergencyOpening> newest, Instant now) {
        Way way = switch (entry.moment()) {
            case SIGN_IN -> Way.BROWSER;
            case PASSWORD, SERVICE -> Way.PASSWORD;
            case CODE, REFRESH, EXCHANGE -> Way.TOKEN;
        };
        return new Visit(
                way,
                entry.address(),
                way == Way.BROWSER ? underWay() : entry.session(),
                way == Way.BROWSER
                        ? door.refusedLately(entry.realm(), entry.address(), EmergencyGate.countedSince(newest, now))
                        : 0);
    }

    private @Nullable String underWay() {
        @Nullable AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        return signIn == null ? null : signIn.getParentSession().getId();
    }

    /** Whoever goes to open an account shows a key of their own, just now. What was shown is noted where the action looks for it. */
    @Override
    public Need beside(Entry entry) {
        @Nullable AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        if (signIn == null || !isCustodians(entry)) {
            return Need.PASSWORD;
        }
        @Nullable Instant at = entry.achieved().at();
        if (entry.achieved().level().includes(KEY.level())
                && at != null
                && !at.isBefore(door.now().minus(Duration.ofMinutes(5)))) {
            CustodianAction.prove(signIn, entry.person(), door.now());
        }
        return KEY;
    }
}

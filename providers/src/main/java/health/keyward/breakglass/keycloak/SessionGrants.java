package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.BreakGlass;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantEvents;
import health.keyward.breakglass.core.GrantFigures;
import health.keyward.breakglass.core.GrantFilter;
import health.keyward.breakglass.core.GrantRequest;
import health.keyward.breakglass.core.GrantRules;
import health.keyward.breakglass.core.Grants;
import health.keyward.breakglass.store.GrantCounts;
import health.keyward.breakglass.store.GrantTable;
import health.keyward.breakglass.store.GrantTable.Token;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Grants as one Keycloak session sees them. */
public final class SessionGrants implements Grants, BreakGlass {
    /** On the session that a grant is bound to: that one is to be looked for. All other sessions cost nothing. */
    static final String NOTE = "keyward.break-glass";

    static final String STARTED = "GRANT_STARTED";
    static final String ENDED = "GRANT_ENDED";

    private static final GrantTable TABLE = new GrantTable();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private final KeycloakSession session;
    private final GrantEvents events;
    private final Clock clock;

    SessionGrants(KeycloakSession session, GrantEvents events, Clock clock) {
        this.session = session;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome start(GrantRequest asked, Actor by) {
        return start(asked, Map.of(), by);
    }

    /** @param said more facts for the record of the start, sealed under the person's key: the words that were given */
    Outcome start(GrantRequest asked, Map<String, String> said, Actor by) {
        Optional<GrantRules.Refusal> against = against(asked);
        if (against.isPresent()) {
            record(refused(asked, against.get(), by));
            return new Outcome.Refused(against.get());
        }
        for (Grant former : open(asked.realm(), asked.person())) {
            if (former.patient().equals(asked.patient())
                    && former.binding().session().equals(asked.binding().session())) {
                boolean over = !former.runsAt(clock.instant());
                end(former, over ? EndReason.EXPIRED : EndReason.REPLACED, by);
            }
        }
        Grant grant = GrantRules.grant(asked, freshId(), clock.instant());
        new Database(session).write(tx -> {
            TABLE.add(tx, grant);
            return true;
        });
        note(grant);
        Map<String, String> facts = new TreeMap<>(facts(grant));
        facts.putAll(said);
        record(act(STARTED, grant, by, facts));
        events.started(grant);
        return new Outcome.Started(grant);
    }

    private Optional<GrantRules.Refusal> against(GrantRequest asked) {
        Optional<GrantRules.Refusal> rules = GrantRules.against(asked);
        if (rules.isPresent()) {
            return rules;
        }
        RealmModel realm = session.realms().getRealm(asked.realm().value());
        return realm != null && EmergencyApps.allOpen(realm, asked.apps())
                ? Optional.empty()
                : Optional.of(GrantRules.Refusal.BAD_APPS);
    }

    @Override
    public boolean end(RealmId realm, String id, EndReason why, Actor by) {
        return find(realm, id).map(grant -> end(grant, why, by)).orElse(false);
    }

    /** What runs out ended when it ran out, whoever notices later. */
    boolean end(Grant grant, EndReason why, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = why == EndReason.EXPIRED && grant.until().isBefore(now) ? grant.until() : now;
        Grant.End end = new Grant.End(at, why, by.userId() == null ? null : new UserId(by.userId()));
        boolean ended = new Database(session).write(tx -> TABLE.end(tx, grant.realm(), grant.id(), end));
        if (!ended) {
            return false;
        }
        revoke(grant);
        Map<String, String> facts = new TreeMap<>(facts(grant));
        facts.put("ended", why.name());
        facts.put("at", at.toString());
        record(act(ENDED, grant, by, facts));
        events.ended(ended(grant, end));
        return true;
    }

    @Override
    public Optional<Grant> find(RealmId realm, String id) {
        return new Database(session).write(tx -> TABLE.find(tx, realm, id));
    }

    @Override
    public Optional<Grant> grant(RealmId realm, String id) {
        return find(realm, id);
    }

    @Override
    public List<Grant> running(RealmId realm, UserId person) {
        Instant now = clock.instant();
        return open(realm, person).stream().filter(grant -> grant.runsAt(now)).toList();
    }

    @Override
    public int endAll(RealmId realm, UserId person, EndReason why, Actor by) {
        int ended = 0;
        for (Grant grant : running(realm, person)) {
            ended += end(grant, why, by) ? 1 : 0;
        }
        return ended;
    }

    /** Whether a grant that a colleague's signature stands behind is good for this app in this session. */
    boolean waives(RealmId realm, String in, String client) {
        RealmModel known = session.realms().getRealm(realm.value());
        UserSessionModel running = known == null ? null : session.sessions().getUserSession(known, in);
        return running != null
                && running.getNote(NOTE) != null
                && running(realm, new UserId(running.getUser().getId())).stream()
                        .anyMatch(grant -> grant.waived()
                                && grant.binding().session().equals(in)
                                && grant.apps().contains(client));
    }

    /** Without an end, also what the clock has ended. */
    List<Grant> open() {
        return new Database(session).write(TABLE::open);
    }

    private List<Grant> open(RealmId realm, UserId person) {
        return new Database(session).write(tx -> TABLE.open(tx, realm, person));
    }

    /** See {@link GrantTable#page}. */
    public List<Grant> page(
            RealmId realm, GrantFilter filter, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return new Database(session)
                .read(tx -> TABLE.page(tx, realm, filter, clock.instant(), before, beforeId, limit));
    }

    public boolean runs(Grant grant) {
        return grant.runsAt(clock.instant());
    }

    /** See {@link GrantCounts}. */
    public GrantFigures figures(RealmId realm, Instant from, Instant to) {
        return new Database(session).read(tx -> new GrantCounts(tx, realm, from, to).figures());
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whether the grant may be used with that key: the first token binds it (BG-9). */
    boolean bound(Grant grant, String thumbprint) {
        return new Database(session).write(tx -> TABLE.bind(tx, grant.id(), thumbprint));
    }

    /** A token that carries the grant leaves. */
    void issued(Grant grant, String jti, Instant expires) {
        new Database(session).write(tx -> {
            TABLE.issued(tx, grant.id(), jti, expires);
            return true;
        });
    }

    /** Somebody tried to use it from where it is not good for. Written in a transaction of its own, because the attempt itself comes to nothing. */
    void misused(Grant grant, String how, Actor by) {
        new GrantMisuse(session).tell(grant, how, by, clock.instant());
    }

    /** Introspection, userinfo and every API of Keycloak know these tokens no more from here on, on every node. */
    private void revoke(Grant grant) {
        for (Token token : new Database(session).write(tx -> TABLE.tokens(tx, grant.id()))) {
            long left = Duration.between(clock.instant(), token.expires()).toSeconds() + 1;
            if (left > 0) {
                session.revokedTokens().put(token.jti(), left);
            }
        }
    }

    private void note(Grant grant) {
        RealmModel realm = session.realms().getRealm(grant.realm().value());
        UserSessionModel running = realm == null
                ? null
                : session.sessions().getUserSession(realm, grant.binding().session());
        if (running != null) {
            running.setNote(NOTE, "true");
        }
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        if (signIn != null
                && signIn.getParentSession().getId().equals(grant.binding().session())) {
            signIn.setUserSessionNote(NOTE, "true");
        }
    }

    private void record(Recorded.Act act) {
        Doors.open(session, Ledger.class).acted(act);
    }

    private Recorded.Act act(String type, Grant grant, Actor by, Map<String, String> facts) {
        return new Recorded.Act(
                "",
                clock.instant(),
                grant.realm().value(),
                BreakGlassRoomFactory.ID,
                type,
                null,
                grant.id(),
                grant.person().value(),
                grant.username(),
                by,
                facts);
    }

    private Recorded.Act refused(GrantRequest asked, GrantRules.Refusal why, Actor by) {
        return new Recorded.Act(
                "",
                clock.instant(),
                asked.realm().value(),
                BreakGlassRoomFactory.ID,
                STARTED,
                why.name().toLowerCase(java.util.Locale.ROOT),
                null,
                asked.person().value(),
                asked.username(),
                by,
                Map.of("app", asked.binding().client(), "reason", asked.reason()));
    }

    static Map<String, String> facts(Grant grant) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("patient", grant.patient());
        facts.put("apps", String.join(" ", grant.apps()));
        facts.put("dataClass", grant.dataClass());
        facts.put("action", grant.action());
        facts.put("purpose_of_use", grant.purpose());
        facts.put("reason", grant.reason());
        facts.put("reasonsVersion", Integer.toString(grant.reasonsVersion()));
        facts.put("from", grant.from().toString());
        facts.put("until", grant.until().toString());
        facts.put("session", grant.binding().session());
        if (grant.waived()) {
            facts.put("mfa_waived", "true");
        }
        if (grant.coSigner() != null) {
            facts.put("coSigner", grant.coSigner().value());
        }
        if (grant.degraded()) {
            facts.put("degraded", "true");
        }
        return facts;
    }

    private static Grant ended(Grant grant, Grant.End end) {
        return new Grant(
                grant.id(),
                grant.realm(),
                grant.person(),
                grant.username(),
                grant.patient(),
                grant.apps(),
                grant.dataClass(),
                grant.action(),
                grant.purpose(),
                grant.reason(),
                grant.reasonsVersion(),
                grant.from(),
                grant.until(),
                grant.binding(),
                grant.waived(),
                grant.coSigner(),
                grant.degraded(),
                end);
    }

    private static String freshId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}

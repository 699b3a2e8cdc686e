package health.keyward.inactivity.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.ComingBack;
import health.keyward.inactivity.core.KeptRight;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.ReturnLink;
import health.keyward.inactivity.store.Finder;
import health.keyward.inactivity.store.Leavers;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.inactivity.store.Returns;
import health.keyward.inactivity.store.Standings;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import health.keyward.stepup.Factor;
import health.keyward.stepup.KeyCheck;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** Lets people back whom the engine disabled (IN-10). Every step is in the ledger, in the transaction that does it. */
final class SessionReturns implements PeopleBack {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final Clock clock;
    private final Returns returns = new Returns();

    SessionReturns(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public Optional<Judged> judged(RealmId realm, UserId person) {
        Instant now = now();
        return write(tx -> {
            Policies policies = new PolicyBook()
                    .newest(tx, realm)
                    .map(PolicyBook.Version::policies)
                    .orElseGet(() -> Policies.usual(now));
            @Nullable Instant disabledAt = returns.disabledAt(tx, realm, person);
            boolean left = new Leavers()
                    .standing(tx, realm, person)
                    .filter(leaver -> !leaver.lastMoment().isAfter(now))
                    .isPresent();
            return new Finder()
                    .list(tx, Finder.Question.of(realm, policies, now, List.of(person))).stream()
                            .findFirst()
                            .map(account -> new Judged(account, ComingBack.of(account, disabledAt, left, now)));
        });
    }

    /** What somebody is told who has shown the password of a disabled account; empty when it is none of this room's. */
    Optional<String> wayBack(RealmId realm, UserId person) {
        return judged(realm, person).flatMap(found -> switch (found.way()) {
            case ComingBack.Alone alone -> Optional.of(invited(realm, person));
            case ComingBack.WithStaff withStaff -> Optional.of("keywardClosedStaff");
            case ComingBack.No no -> Optional.<String>empty();
        });
    }

    /** The mail goes before the row: a code that nobody got needs no row, and one that somebody got without a row opens nothing. */
    private String invited(RealmId realmId, UserId personId) {
        RealmModel realm = session.getContext().getRealm();
        @Nullable UserModel person = session.users().getUserById(realm, personId.value());
        if (person == null
                || person.getEmail() == null
                || person.getEmail().isBlank()
                || (!person.credentialManager().isConfiguredFor(OTPCredentialModel.TYPE)
                        && !person.credentialManager().isConfiguredFor(Factor.RECOVERY_CODES)
                        && keys().asks(realmId, personId).isEmpty())) {
            return "keywardClosedNoWay";
        }
        Instant now = now();
        String code = ReturnLink.freshCode(RANDOM);
        ReturnLink link = new ReturnLink(
                UUID.randomUUID(), realmId, personId, ReturnLink.State.ISSUED, now.plus(ReturnLink.LIFE), 0);
        if (!write(tx -> returns.add(tx, link, ReturnLink.hash(code), now))) {
            return "keywardClosedMailedBefore";
        }
        if (!new ReturnMail(session, realm).send(person, code, link)) {
            write(tx -> returns.withdraw(tx, link.id()));
            return "keywardClosedMailFailed";
        }
        record(link, "RETURN_OFFERED", null, named(realm, person));
        return "keywardClosedMailed";
    }

    /** Held until the transaction ends. */
    Optional<ReturnLink> held(RealmId realm, String code) {
        return write(tx -> returns.hold(tx, realm, ReturnLink.hash(code)));
    }

    /** What a page asks a key of the person for; empty when they hold none. */
    Optional<KeyCheck.Asked> asks(ReturnLink link) {
        Optional<KeyCheck.Asked> asked = keys().asks(link.realm(), link.person());
        asked.ifPresent(one -> write(tx -> {
            returns.ask(tx, link.id(), one.challenge());
            return true;
        }));
        return asked;
    }

    boolean shown(ReturnLink link, KeyCheck.Answer answer) {
        return write(tx -> returns.take(tx, link.id()))
                .filter(challenge -> keys().shown(link.realm(), link.person(), challenge, answer))
                .isPresent();
    }

    private KeyCheck keys() {
        return Doors.open(session, KeyCheck.class);
    }

    boolean opensNow(ReturnLink link) {
        return link.opensAt(now());
    }

    void failed(ReturnLink link, Actor by) {
        write(tx -> {
            returns.failed(tx, link.id(), now());
            return true;
        });
        if (link.failures() + 1 >= ReturnLink.MOST_FAILURES) {
            record(link, "RETURN_OFFERED", "too_many_wrong_answers", by);
        }
    }

    /** False when the link was used or has ended meanwhile, or the account may not be opened by the person alone any more. */
    boolean back(ReturnLink link, Actor by) {
        Optional<Judged> found = judged(link.realm(), link.person());
        if (found.isEmpty()
                || !(found.get().way() instanceof ComingBack.Alone)
                || !write(tx -> returns.use(tx, link.id(), now()))) {
            return false;
        }
        return open(link.realm(), found.get().account(), link.id(), by, Map.of("way", "ALONE"))
                .isEmpty();
    }

    /**
     * Opens the account again; the chain starts anew. What was taken when it was archived is not given back.
     *
     * @param about id of the link or proposal
     * @return why it could not be done
     */
    Optional<String> open(RealmId realm, Account account, UUID about, Actor by, Map<String, String> facts) {
        Instant now = now();
        Accounts accounts = new RealmAccounts(session, session.getContext().getRealm(), clock);
        Accounts.Effect effect = accounts.enable(List.of(account))
                .getOrDefault(account.id(), new Accounts.Effect(false, "the account is gone"));
        if (!effect.done()) {
            return Optional.of("The account did not open: " + effect.detail());
        }
        write(tx -> {
            new Standings().back(tx, realm, account.id(), now, now);
            return true;
        });
        Map<String, String> told = new TreeMap<>(facts);
        told.put("from", account.at().step().name());
        told.put("seen", effect.detail());
        act(realm, "CAME_BACK", null, about, account.id(), account.username(), by, told);
        Doors.open(session, Notices.class)
                .tell(new Notice(
                        realm,
                        "inactivity-returned",
                        "inactivity-returned-" + about,
                        new Audience.Person(account.id()),
                        Map.of()));
        return Optional.empty();
    }

    /**
     * The same, for whom others asked; the day of the training stays on record.
     *
     * @param asker an administrator, or the person's manager
     */
    Optional<String> openAfterTraining(
            RealmId realm, Account account, UUID about, Actor by, LocalDate retrained, UserId asker) {
        String way = managers().mayAskFor(asker, account.id()) ? "MANAGER" : "STAFF";
        Optional<String> fault = open(
                realm,
                account,
                about,
                by,
                Map.of("way", way, "retrained", retrained.toString(), "proposedBy", asker.value()));
        if (fault.isEmpty()) {
            write(tx -> {
                returns.retrained(
                        tx, new Returns.Retrained(realm, account.id(), retrained, about, asker, by.userId(), now()));
                return true;
            });
        }
        return fault;
    }

    Managers managers() {
        return new Managers(session, session.getContext().getRealm());
    }

    static Actor named(RealmModel realm, UserModel person) {
        return new Actor(realm.getId(), person.getId(), person.getUsername(), null, null, null);
    }

    private void record(ReturnLink link, String type, @Nullable String error, Actor by) {
        act(link.realm(), type, error, link.id(), link.person(), by.username(), by, Map.of());
    }

    private void act(
            RealmId realm,
            String type,
            @Nullable String error,
            UUID about,
            UserId person,
            @Nullable String username,
            Actor by,
            Map<String, String> facts) {
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        now(),
                        realm.value(),
                        "inactivity",
                        type,
                        error,
                        about.toString().replace("-", ""),
                        person.value(),
                        username,
                        by,
                        facts));
    }

    @Override
    public Optional<LocalDate> retrained(RealmId realm, UserId person) {
        return write(tx -> returns.retrained(tx, realm, person));
    }

    @Override
    public List<UserId> shutPeopleOf(RealmId realm, UserId manager) {
        @Nullable
        UserModel asks = session.users().getUserById(session.getContext().getRealm(), manager.value());
        return asks == null
                ? List.of()
                : managers().shutPeopleOf(asks).stream()
                        .map(person -> new UserId(person.getId()))
                        .toList();
    }

    @Override
    public List<KeptRight> kept(RealmId realm, UserId person) {
        return rights().of(person);
    }

    @Override
    public Optional<String> give(RealmId realm, UserId person, KeptRight right) {
        return rights().give(person, right);
    }

    @Override
    public void drop(RealmId realm, UserId person, KeptRight right) {
        rights().drop(person, right);
    }

    private KeptRights rights() {
        return new KeptRights(session, session.getContext().getRealm());
    }

    private <T> T write(Database.SqlWork<T> work) {
        return new Database(session).write(work);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package health.keyward.stepup.keycloak;

import health.keyward.approval.Approved;
import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Sessions;
import health.keyward.stepup.core.EnrolmentLink;
import health.keyward.stepup.core.EnrolmentLink.Delivery;
import health.keyward.stepup.core.EnrolmentLink.State;
import health.keyward.stepup.core.EnrolmentLink.Wanted;
import health.keyward.stepup.core.Enrolments;
import health.keyward.stepup.store.EnrolmentLinks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Does what two staff agreed on, and follows the link until its end. Every step is in the ledger. */
final class ReEnrolment implements Enrolments {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final EnrolmentLinks LINKS = new EnrolmentLinks();

    private final KeycloakSession session;
    private final EnrolmentOptions options;
    private final Clock clock;

    ReEnrolment(KeycloakSession session, EnrolmentOptions options, Clock clock) {
        this.session = session;
        this.options = options;
        this.clock = clock;
    }

    long minutes() {
        return options.life().toMinutes();
    }

    /**
     * Removes what was lost, ends every session and issues the link. The mail goes last, so that nothing that can still fail comes after it; when it cannot
     * be handed to the mail server, everything is undone.
     *
     * @return why it could not be done
     */
    Optional<String> begin(
            RealmModel realm,
            UserModel person,
            List<String> lost,
            Wanted factor,
            Delivery delivery,
            Approved approved) {
        for (String credential : lost) {
            if (!person.credentialManager().removeStoredCredentialById(credential)) {
                return Optional.of("A credential that should be removed is gone.");
            }
        }
        Instant now = now();
        boolean mailed = delivery == Delivery.MAIL;
        String code = EnrolmentLink.freshCode(RANDOM);
        EnrolmentLink link = new EnrolmentLink(
                approved.proposal(),
                new RealmId(realm.getId()),
                new UserId(person.getId()),
                new UserId(approved.approver().userId()),
                factor,
                delivery,
                mailed ? State.ISSUED : State.PREPARED,
                now.plus(options.life()),
                0,
                null);
        write(tx -> {
            LINKS.add(tx, link, mailed ? EnrolmentLink.hash(code) : null, now);
            return true;
        });
        int ended = endSessions(realm, person);
        record(
                link,
                approver(realm, approved),
                "Removed " + lost.size() + " credential(s), ended " + ended + " session(s), "
                        + (mailed ? "mailed a link" : "prepared a code to print") + " for one " + factor + " until "
                        + link.expiresAt() + ".");
        return mailed ? new EnrolmentMail(session, realm, minutes()).send(person, code, link) : Optional.empty();
    }

    private int endSessions(RealmModel realm, UserModel person) {
        List<UserSessionModel> open = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, person),
                        session.sessions().getOfflineUserSessionsStream(realm, person))
                .toList();
        open.forEach(one -> Sessions.end(session, realm, one));
        return open.size();
    }

    @Override
    public Optional<String> reveal(EnrolmentLink link, Actor by) {
        String code = EnrolmentLink.freshCode(RANDOM);
        boolean revealed = write(tx -> LINKS.reveal(
                tx, link.realm(), link.id(), new UserId(String.valueOf(by.userId())), EnrolmentLink.hash(code), now()));
        if (!revealed) {
            return Optional.empty();
        }
        record(link, by, "The one-time code was shown to who confirmed it.");
        return Optional.of(code);
    }

    @Override
    public Optional<EnrolmentLink> find(RealmId realm, UUID id) {
        return new Database(session).read(tx -> LINKS.find(tx, realm, id));
    }

    @Override
    public Optional<EnrolmentLink> newest(RealmId realm, UserId person) {
        return new Database(session).read(tx -> LINKS.newest(tx, realm, person));
    }

    /** Held until the transaction ends. */
    Optional<EnrolmentLink> held(RealmId realm, String code) {
        return write(tx -> LINKS.holdByHash(tx, realm, EnrolmentLink.hash(code)));
    }

    void failed(EnrolmentLink link) {
        write(tx -> {
            LINKS.failed(tx, link.id(), now());
            return true;
        });
        if (link.failures() + 1 >= EnrolmentLink.MOST_FAILURES) {
            record(link, Actor.NOBODY, "The link died of wrong passwords.");
        }
    }

    void opened(EnrolmentLink link, Actor by) {
        record(link, by, "The link was opened with the password.");
    }

    /** False when it was used up or has ended meanwhile. */
    boolean use(RealmId realm, UUID id, UserId person, String type, Actor by) {
        boolean used = write(tx -> LINKS.use(tx, realm, id, person, now()));
        if (used) {
            find(realm, id).ifPresent(link -> record(link, by, "The link was used: one " + type + " was enrolled."));
        }
        return used;
    }

    /** Ends one link whose time has passed, in a transaction of its own; answers whether there may be more. */
    boolean expireOne() {
        Optional<EnrolmentLink> ended = write(tx -> LINKS.expire(tx, now()));
        ended.filter(link -> isThere(link.realm()))
                .ifPresent(link -> record(link, Actor.NOBODY, "The link was not used in time and is dead."));
        return ended.isPresent();
    }

    /** The ledger looks the person up, and Keycloak looks nobody up outside of a realm. */
    private boolean isThere(RealmId id) {
        RealmModel realm = session.realms().getRealm(id.value());
        if (realm == null) {
            return false;
        }
        session.getContext().setRealm(realm);
        return true;
    }

    @Override
    public String page() {
        return new EnrolmentMail(session, session.getContext().getRealm(), minutes()).page();
    }

    boolean opensNow(EnrolmentLink link) {
        return link.opensAt(now());
    }

    private void record(EnrolmentLink link, Actor by, String words) {
        Doors.open(session, Ledger.class)
                .changed(
                        link.realm(),
                        by,
                        "ACTION",
                        "ENROLMENT",
                        "stepup/recovery/links/" + link.id(),
                        link.person().value(),
                        words);
    }

    private static Actor approver(RealmModel realm, Approved approved) {
        return new Actor(
                realm.getId(),
                approved.approver().userId(),
                approved.approver().username(),
                null,
                approved.approver().sessionId(),
                null);
    }

    private <T> T write(Database.SqlWork<T> work) {
        return new Database(session).write(work);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

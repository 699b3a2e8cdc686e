package health.keyward.notice.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.Sender;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/** By mail, through the mail server of the realm. Who holds a role is found out now, and not when the notice was made. */
final class Mail implements Sender {
    /** Fact of a notice to a partner: the id of the person it is about. */
    private static final String ACCOUNT = "account";

    private final KeycloakSession session;
    private final MailLinks links;

    Mail(KeycloakSession session, MailLinks links) {
        this.session = session;
        this.links = links;
    }

    @Override
    public Delivery send(Letter letter) {
        RealmModel realm = session.realms().getRealm(letter.notice().realm().value());
        if (realm == null) {
            return new Delivery.Refused("the realm is gone");
        }
        session.getContext().setRealm(realm);
        return switch (letter.notice().audience()) {
            case Audience.Holders holders -> spread(realm, holders);
            case Audience.Person person -> send(realm, person.id(), letter);
            case Audience.Partner partner -> send(realm, partner, letter);
        };
    }

    /** The partner is nobody of the realm: the letter is written as for somebody who has nothing but an address. */
    private Delivery send(RealmModel realm, Audience.Partner partner, Letter letter) {
        @Nullable ClientModel client = realm.getClientByClientId(partner.client());
        @Nullable String address = client == null ? null : client.getAttribute(Audience.Partner.CONTACT);
        if (address == null || address.isBlank()) {
            return new Delivery.Refused("the app names no partner");
        }
        UserModel contact = new InMemoryUserAdapter(session, realm, letter.id().toString());
        contact.setUsername(partner.client());
        contact.setEmail(address.strip());
        return send(realm, contact, letter.saying(named(realm, letter.notice().facts())), MailLinks.Link.NONE);
    }

    /** The outbox keeps ids; a partner knows people by their user name. Who is gone, or has a name no mail can hold, stays an id. */
    private Map<String, String> named(RealmModel realm, Map<String, String> facts) {
        Map<String, String> told = new TreeMap<>(facts);
        told.computeIfPresent(ACCOUNT, (name, id) -> {
            @Nullable UserModel person = session.users().getUserById(realm, id);
            return person == null || !person.getUsername().matches("\\P{Cntrl}{1,200}") ? id : person.getUsername();
        });
        return told;
    }

    private Delivery spread(RealmModel realm, Audience.Holders to) {
        RoleModel role = realm.getRole(to.role());
        List<UserId> holders = role == null
                ? List.of()
                : Stream.concat(
                                session.users().getRoleMembersStream(realm, role),
                                session.groups()
                                        .getGroupsByRoleStream(realm, role, null, null)
                                        .flatMap(group -> session.users().getGroupMembersStream(realm, group)))
                        .filter(UserModel::isEnabled)
                        .filter(person -> person.getServiceAccountClientLink() == null)
                        .map(person -> new UserId(person.getId()))
                        .distinct()
                        .filter(id -> !id.equals(to.except()))
                        .toList();
        return holders.isEmpty() ? new Delivery.Refused("nobody holds the role") : new Delivery.Spread(holders);
    }

    private Delivery send(RealmModel realm, UserId id, Letter letter) {
        @Nullable UserModel person = session.users().getUserById(realm, id.value());
        return person == null
                ? new Delivery.Refused("the person is gone")
                : send(
                        realm,
                        person,
                        letter,
                        links.of(session, realm, letter.notice().topic()));
    }

    private Delivery send(RealmModel realm, UserModel person, Letter letter, MailLinks.Link link) {
        Map<String, String> server = realm.getSmtpConfig();
        if (person.getEmail() == null || person.getEmail().isBlank()) {
            return new Delivery.Refused("the person has no mail address");
        }
        if (server == null || server.isEmpty()) {
            return new Delivery.Refused("the realm has no mail server");
        }
        try {
            Paper.Written written = new Paper(session, realm, person).write(letter, link);
            session.getProvider(EmailSenderProvider.class)
                    .send(server, person, written.subject(), written.text(), written.html());
            return new Delivery.Sent();
        } catch (EmailException e) {
            return refusedAlone(e) ? new Delivery.Refused(kind(e)) : new Delivery.NotSent(kind(e));
        }
    }

    /** Whether the server was there and would not take this letter for this address. */
    private static boolean refusedAlone(EmailException e) {
        return e.getCause() instanceof SendFailedException || e.getCause() instanceof AddressException;
    }

    /** The kinds of error alone: their messages hold addresses. */
    private static String kind(EmailException e) {
        @Nullable Throwable cause = e.getCause();
        return "mail: " + (cause == null ? e : cause).getClass().getSimpleName();
    }
}

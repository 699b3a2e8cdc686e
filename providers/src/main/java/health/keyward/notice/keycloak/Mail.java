package health.keyward.notice.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.Sender;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** By mail, through the mail server of the realm. Who holds a role is found out now, and not when the notice was made. */
final class Mail implements Sender {
    private final KeycloakSession session;
    private final String consoleClient;

    Mail(KeycloakSession session, String consoleClient) {
        this.session = session;
        this.consoleClient = consoleClient;
    }

    @Override
    public Delivery send(Letter letter) {
        RealmModel realm = session.realms().getRealm(letter.notice().realm().value());
        if (realm == null) {
            return new Delivery.NotSent("the realm is gone");
        }
        session.getContext().setRealm(realm);
        return switch (letter.notice().audience()) {
            case Audience.Holders holders -> spread(realm, holders);
            case Audience.Person person -> send(realm, person.id(), letter);
        };
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
        return holders.isEmpty() ? new Delivery.NotSent("nobody holds the role") : new Delivery.Spread(holders);
    }

    private Delivery send(RealmModel realm, UserId id, Letter letter) {
        UserModel person = session.users().getUserById(realm, id.value());
        Map<String, String> server = realm.getSmtpConfig();
        if (person == null) {
            return new Delivery.NotSent("the person is gone");
        }
        if (person.getEmail() == null || person.getEmail().isBlank()) {
            return new Delivery.NotSent("the person has no mail address");
        }
        if (server == null || server.isEmpty()) {
            return new Delivery.NotSent("the realm has no mail server");
        }
        try {
            Paper.Written written = new Paper(session, realm, person).write(letter, console(realm));
            session.getProvider(EmailSenderProvider.class)
                    .send(server, person, written.subject(), written.text(), written.html());
            return new Delivery.Sent();
        } catch (EmailException e) {
            return new Delivery.NotSent(kind(e));
        }
    }

    private String console(RealmModel realm) {
        ClientModel client = realm.getClientByClientId(consoleClient);
        return client == null || client.getBaseUrl() == null ? "" : client.getBaseUrl();
    }

    /** The kinds of error alone: their messages hold addresses. */
    private static String kind(EmailException e) {
        @Nullable Throwable cause = e.getCause();
        return "mail: " + (cause == null ? e : cause).getClass().getSimpleName();
    }
}

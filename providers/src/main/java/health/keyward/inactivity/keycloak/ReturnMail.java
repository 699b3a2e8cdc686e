package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.core.ReturnLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** Mails the link to the person. Not through the outbox of notices: what waits there is stored, and the code is stored nowhere. */
record ReturnMail(KeycloakSession session, RealmModel realm) {
    private static final Logger LOG = Logger.getLogger(ReturnMail.class);

    boolean send(UserModel person, String code, ReturnLink link) {
        Map<String, Object> words = new HashMap<>();
        words.put("link", page(session, realm) + "?code=" + code);
        words.put("minutes", Long.toString(ReturnLink.LIFE.toMinutes()));
        words.put("reference", link.id().toString());
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(person)
                    .send("keywardReturnSubject", List.of(), "keyward-return.ftl", words);
            return true;
        } catch (EmailException e) {
            LOG.warnf(e, "a link to come back could not be mailed");
            return false;
        }
    }

    /** Where a link leads to. */
    static String page(KeycloakSession session, RealmModel realm) {
        return Urls.realmBase(session.getContext().getUri(UrlType.FRONTEND).getBaseUri())
                .path("{realm}/keyward/inactivity/return")
                .build(realm.getName())
                .toString();
    }
}

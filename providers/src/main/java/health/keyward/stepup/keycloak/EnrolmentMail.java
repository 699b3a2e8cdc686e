package health.keyward.stepup.keycloak;

import health.keyward.stepup.core.Crockford;
import health.keyward.stepup.core.EnrolmentLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** Mails the link to the person. Not through the outbox of notices: what waits there is stored, and the code is stored nowhere. */
record EnrolmentMail(KeycloakSession session, RealmModel realm, long minutes) {
    private static final Logger LOG = Logger.getLogger(EnrolmentMail.class);

    /** @return why it could not be sent */
    Optional<String> send(UserModel person, String code, EnrolmentLink link) {
        Map<String, Object> words = new HashMap<>();
        words.put("link", page() + "?code=" + Crockford.grouped(code));
        words.put("minutes", Long.toString(minutes));
        words.put("reference", link.id().toString());
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(person)
                    .send("keywardEnrolmentSubject", List.of(), "keyward-enrolment.ftl", words);
            return Optional.empty();
        } catch (EmailException e) {
            LOG.warnf(e, "an enrolment link could not be mailed");
            return Optional.of("The mail server did not take the mail. Have the code printed instead.");
        }
    }

    /** Where links and printed codes are redeemed. */
    String page() {
        return Urls.realmBase(session.getContext().getUri(UrlType.FRONTEND).getBaseUri())
                .path("{realm}/keyward/stepup/enrol")
                .build(realm.getName())
                .toString();
    }
}

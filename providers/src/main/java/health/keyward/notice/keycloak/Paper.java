package health.keyward.notice.keycloak;

import health.keyward.notice.core.Letter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** Writes a letter with the mail theme of the realm, in the person's language; in plain English where that theme knows nothing of Keyward. */
final class Paper extends FreeMarkerEmailTemplateProvider {
    private static final String TEMPLATE = "keyward-notice.ftl";

    Paper(KeycloakSession session, RealmModel realm, UserModel person) {
        super(session);
        setRealm(realm);
        setUser(person);
    }

    /** @param html null for a mail of plain text alone */
    record Written(String subject, String text, @Nullable String html) {}

    Written write(Letter letter, MailLinks.Link link) throws EmailException {
        Map<String, String> facts = new TreeMap<>(letter.notice().facts());
        if (!themeKnowsUs()) {
            return new Written(
                    letter.notice().topic() + reference(letter),
                    letter.notice().topic() + "\n\n" + facts + "\n\n" + link.console() + link.signIn() + "\nReference: "
                            + letter.id(),
                    null);
        }
        Map<String, Object> words = new HashMap<>();
        words.put("topic", letter.notice().topic());
        words.put("facts", facts);
        words.put("console", link.console());
        words.put("signIn", link.signIn());
        words.put("reference", letter.id().toString());
        EmailTemplate mail =
                processTemplate("keywardNoticeSubject." + letter.notice().topic(), List.of(), TEMPLATE, words);
        return new Written(mail.getSubject() + reference(letter), mail.getTextBody(), mail.getHtmlBody());
    }

    /** In the subject, because it is the one header Keycloak's sender lets us write: a second copy shows the same one. */
    private static String reference(Letter letter) {
        return " [" + letter.reference() + "]";
    }

    private boolean themeKnowsUs() throws EmailException {
        try {
            return session.theme().getTheme(Theme.Type.EMAIL).getTemplate("text/" + TEMPLATE) != null;
        } catch (IOException e) {
            throw new EmailException("the mail theme cannot be read", e);
        }
    }
}

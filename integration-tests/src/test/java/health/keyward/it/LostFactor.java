package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.PersonSecret;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two staff let a person enrol anew. */
public final class LostFactor {
    private static final Pattern LINK = Pattern.compile("http\\S+/keyward/stepup/enrol\\?code=([0-9A-Z-]+)");
    private static final Pattern SECRET = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");
    private static final int LOOKS = 300;

    private LostFactor() {}

    /** Has nothing removed; the link as it came by mail. */
    public static URI mailedLink(DemoPerson person, String factor) {
        Supplier<String> asks = Badge.of(Tokens.console(), Staff.hire("lost-asks", "system-admin"), true);
        Supplier<String> confirms = Badge.of(Tokens.console(), Staff.hire("lost-confirms", "system-admin"), true);
        JsonNode proposal = json(call(
                asks,
                "approval/proposals",
                Map.of(
                        "kind",
                        "re-enrolment",
                        "asked",
                        Map.of(
                                "person", Staff.idOf(person.username()),
                                "checked", "IN_PERSON",
                                "document", "STAFF_BADGE_WITH_PHOTO",
                                "remove", "none",
                                "factor", factor,
                                "delivery", "MAIL"),
                        "reason",
                        "the key was stolen")));
        json(call(
                confirms,
                "approval/proposals/" + proposal.at("/row/id").asText() + "/confirm",
                Map.of("hash", proposal.at("/row/hash").asText())));
        String address = String.valueOf(Staff.person(person.username()).get("email"));
        for (int look = 0; look < LOOKS; look++) {
            for (MailSink.Message mail : Ward.house().mail().messages()) {
                Matcher link = LINK.matcher(mail.text());
                if (mail.to().contains(address) && link.find()) {
                    Staff.SECRETS.add(link.group(1).replace("-", ""));
                    return URI.create(link.group());
                }
            }
            LockSupport.parkNanos(200_000_000L);
        }
        throw new AssertionError("no mail came for " + person.username());
    }

    /** Fills in Keycloak's own page for an authenticator app; the person as they are afterwards. */
    static DemoPerson enrols(SignIn at, DemoPerson person) {
        Page page = at.page();
        Matcher secret = SECRET.matcher(page.text());
        assertThat(secret.find()).as(page.status() + ": " + page.glimpse()).isTrue();
        Staff.SECRETS.add(secret.group(1));
        DemoPerson renewed = new DemoPerson(
                person.username(),
                person.displayName(),
                person.unit(),
                person.password(),
                new PersonSecret(person.password(), secret.group(1)).totpForApps(),
                person.roles(),
                true);
        at.types(Map.of("totp", Ward.freshCode(renewed), "userLabel", "New telephone"), "totp", "");
        return renewed;
    }

    private static HttpResponse<String> call(Supplier<String> by, String path, Object body) {
        return Http.call("POST", Admin.address("hospital/keyward/v1/" + path), by.get(), Admin.text(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}

package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.Map;

/** What reviewers want to know of people who broke the glass. */
public final class Questions {
    private Questions() {}

    /**
     * The keeper asks about the newest emergency access of somebody.
     *
     * @return its id
     */
    public static String asked(DemoPerson person, String words) {
        String grant = History.read("breakglass/grants?person=" + Staff.idOf(person.username()), JsonNode.class)
                .at("/grants/0/id")
                .asText();
        HttpResponse<String> answer =
                History.post("breakglass/cases/" + grant + "/question", Map.of("question", words));
        if (answer.statusCode() != 200) {
            throw new AssertionError("asking answered " + answer.statusCode() + " " + answer.body());
        }
        return grant;
    }

    /** How the case stands, and what was said in it. */
    public static JsonNode file(String grant) {
        return History.read("breakglass/cases/" + grant, JsonNode.class);
    }

    /** Whether a mail with this link asks the person to answer, within a minute. */
    public static boolean mailed(DemoPerson person, String link) {
        String address = String.valueOf(Staff.person(person.username()).get("email"));
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            boolean there = Ward.house().mail().messages().stream()
                    .filter(mail -> mail.to().contains(address))
                    .filter(mail -> mail.subject().startsWith("A question about your emergency access"))
                    .anyMatch(mail -> mail.text()
                            .replaceAll("=\\r?\\n", "")
                            .replace("=3D", "=")
                            .contains(link));
            if (there) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
        }
        return false;
    }
}

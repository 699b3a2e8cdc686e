package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** People whose account is about to be disabled for not being used, without a test that takes ninety days. */
final class LastStep {
    private static final int NUDGES = 4;

    private LastStep() {}

    /** A policy by the usual days. {@code who} says whom it concerns, for example a role. */
    static Map<String, Object> policy(String name, Map<String, String> who) {
        Map<String, Object> days = Map.of("warn", 60, "warnAgain", 75, "disable", 90);
        Map<String, Object> policy = new HashMap<>(Map.of(
                "name",
                name,
                "used",
                days,
                "neverUsed",
                days,
                "archiveAfter",
                0,
                "deleteAfter",
                0,
                "countNonInteractive",
                false,
                "endDate",
                false,
                "noManager",
                false,
                "violation",
                false));
        policy.putAll(who);
        return policy;
    }

    /** Puts these policies, and no others, in force. */
    static void activates(List<Map<String, Object>> policies) {
        HttpResponse<String> preview = History.post(
                "inactivity/policies/preview",
                Map.of(
                        "after",
                        read("inactivity/policies").path("version").asLong(),
                        "baseline",
                        "2026-01-01T00:00:00Z",
                        "policies",
                        policies));
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        HttpResponse<String> activated = Http.call(
                "POST",
                History.api("inactivity/policies/activate"),
                Tokens.fresh(),
                Admin.text(Map.of("hash", Admin.json(preview).path("hash").asText(), "reason", "a test of the chain")));
        assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
    }

    /** Somebody who has not signed in for a hundred days and was told twice, as if those days had passed. */
    static void atTheLastStep(String person, String policy) {
        Database.run(
                "INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) SELECT realm_id, id, now() - interval"
                        + " '100 days', 0 FROM user_entity WHERE id = '" + person
                        + "' ON CONFLICT (realm_id, user_id) DO UPDATE SET"
                        + " at = excluded.at");
        Database.run(
                "INSERT INTO kw_dormancy (realm_id, user_id, step, since, cause, policy, delivered_at) SELECT realm_id,"
                        + " id, 'GRACE', now() - interval '20 days', 'IDLE', '" + policy
                        + "', now() - interval '16 days' FROM user_entity WHERE id = '" + person + "'");
    }

    /**
     * Lets runs begin until the number will do or the patience is at its end; gives back the last answer. One nudge is not enough: a run that had begun before it,
     * and was not yet to be seen, has not read what the test changed and is the last one for a quarter of an hour.
     */
    static long runsUntil(String sql, LongPredicate enough, Object... parameters) {
        long number = 0;
        for (int i = 0; i < NUDGES && !enough.test(number); i++) {
            Database.eventually("SELECT count(*) FROM kw_dormancy_run WHERE state = 'OPEN'", n -> n == 0);
            Database.run("UPDATE kw_dormancy_run SET started_at = started_at - interval '1 hour'");
            number = Database.eventually(sql, enough, parameters);
        }
        return number;
    }

    /** What was seen when the account was disabled. */
    static String disabled(String person) {
        assertThat(runsUntil(
                        "SELECT count(*) FROM kw_dormancy_item WHERE user_id = ? AND act = 'DISABLE' AND state <> 'PENDING'",
                        n -> n > 0,
                        person))
                .isPositive();
        JsonNode past = read("inactivity/accounts/" + person).path("past").get(0);
        assertThat(past.path("act").asText()).isEqualTo("DISABLE");
        assertThat(past.path("state").asText()).as(past.toString()).isEqualTo("DONE");
        return past.path("detail").asText();
    }

    static JsonNode read(String path) {
        HttpResponse<String> answer = History.ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}

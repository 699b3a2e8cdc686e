package health.keyward.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import health.keyward.contract.history.ChangePage;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.history.SignInRow;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What the keeper sees through the console's API. */
public final class History {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Longest time anything may take to show; what is promised (2 s) is measured elsewhere and said in docs/performance.md. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private History() {}

    public static URI api(String pathAndQuery) {
        return URI.create(Ward.house().api() + "/" + pathAndQuery);
    }

    public static HttpResponse<String> ask(String pathAndQuery) {
        return Http.get(api(pathAndQuery), Tokens.keeper());
    }

    /** The keeper does something; body is anything Jackson can write. */
    public static HttpResponse<String> post(String path, Object body) {
        return Http.call("POST", api(path), Tokens.keeper(), Admin.text(body));
    }

    /** The keeper ends the session a row belongs to. */
    public static HttpResponse<String> endSession(SignInRow row, String reason) {
        return Http.call(
                "DELETE",
                api("history/people/" + row.personId() + "/sessions/" + row.sessionId() + "?reason="
                        + URLEncoder.encode(reason, StandardCharsets.UTF_8)),
                Tokens.keeper(),
                null);
    }

    public static <T> T read(String pathAndQuery, Class<T> type) {
        HttpResponse<String> answer = ask(pathAndQuery);
        if (answer.statusCode() != 200) {
            throw new AssertionError(pathAndQuery + " answered " + answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    public static List<SignInRow> signIns(String query) {
        return read("history/sign-ins?limit=200" + (query.isEmpty() ? "" : "&" + query), SignInPage.class)
                .rows();
    }

    public static List<ChangeRow> changes(String query) {
        return read("history/changes?limit=200" + (query.isEmpty() ? "" : "&" + query), ChangePage.class)
                .rows();
    }

    /** Waits for a row like that and gives it back. */
    public static SignInRow eventually(String query, Predicate<SignInRow> like) {
        return await(() -> signIns(query), like, "sign-in " + query);
    }

    public static ChangeRow eventuallyChange(String query, Predicate<ChangeRow> like) {
        return await(() -> changes(query), like, "change " + query);
    }

    /** Waits until the address is answered with 200, such as the proof of an event that is not signed yet, and gives the body back. */
    static String eventuallyAnswers(String pathAndQuery) {
        return await(() -> List.of(ask(pathAndQuery)), answer -> answer.statusCode() == 200, pathAndQuery)
                .body();
    }

    private static <T> T await(java.util.function.Supplier<List<T>> rows, Predicate<T> like, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        List<T> seen = List.of();
        while (Instant.now().isBefore(end)) {
            seen = rows.get();
            for (T row : seen) {
                if (like.test(row)) {
                    return row;
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        throw new AssertionError("no " + what + " after " + PATIENCE + "; seen: " + seen);
    }

    static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}

package health.keyward.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keycloak's admin REST in somebody's hands; paths start behind {@code /admin/realms/}. */
record Admin(Supplier<String> token) {
    static final JsonMapper JSON = new JsonMapper();

    static URI address(String path) {
        return URI.create(Ward.house().keycloak(1).address() + "/admin/realms/" + path);
    }

    /** @param body anything Jackson can write; null for none */
    HttpResponse<String> ask(String method, String path, @Nullable Object body) {
        return Http.call(method, address(path), token.get(), body == null ? null : text(body));
    }

    JsonNode get(String path) {
        return json(must("GET", path, null));
    }

    /** Makes something and gives back its id, the last part of the {@code Location}; empty when there is none. */
    String make(String path, @Nullable Object body) {
        String location =
                must("POST", path, body).headers().firstValue("Location").orElse("");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    void put(String path, Object body) {
        must("PUT", path, body);
    }

    void delete(String path) {
        must("DELETE", path, null);
    }

    void delete(String path, Object body) {
        must("DELETE", path, body);
    }

    private HttpResponse<String> must(String method, String path, @Nullable Object body) {
        HttpResponse<String> answer = ask(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}

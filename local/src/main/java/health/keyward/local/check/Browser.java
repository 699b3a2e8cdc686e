package health.keyward.local.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** One person's browser without scripts: keeps cookies, follows redirects, fills in forms. */
public final class Browser implements AutoCloseable {
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http;
    private final Map<String, String> headers;
    private final Cookies cookies = new Cookies();

    public Browser() {
        this(HttpClient.newBuilder(), Map.of());
    }

    /**
     * @param tls whom it trusts, and what it shows
     * @param headers sent with every request
     */
    public Browser(SSLContext tls, Map<String, String> headers) {
        this(HttpClient.newBuilder().sslContext(tls), headers);
    }

    private Browser(HttpClient.Builder http, Map<String, String> headers) {
        this.http = http.followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.headers = Map.copyOf(headers);
    }

    public Page open(URI address) {
        return follow(address, request(address).GET().build(), "");
    }

    /** Opens an address but stops at the first redirect to an address that starts with {@code end}, which is then the page's address. */
    public Page openUntil(URI address, String end) {
        return follow(address, request(address).GET().build(), end);
    }

    /** Sends a form with these fields filled in. */
    public Page send(Page.Form form, Map<String, String> answers) {
        return sendUntil(form, answers, "");
    }

    /** Sends a form, but stops at the first redirect to an address that starts with {@code end}. */
    public Page sendUntil(Page.Form form, Map<String, String> answers, String end) {
        HttpRequest request = request(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.body(answers)))
                .build();
        return follow(form.action(), request, end);
    }

    /** Goes on without this cookie. */
    public void forget(String cookie) {
        cookies.forget(cookie);
    }

    @Override
    public void close() {
        http.close();
    }

    private Page follow(URI first, HttpRequest firstRequest, String end) {
        URI address = first;
        HttpResponse<String> answer = call(address, firstRequest);
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            address = address.resolve(location);
            if (!end.isEmpty() && address.toString().startsWith(end)) {
                return new Page(address, answer.statusCode(), "");
            }
            answer = call(address, request(address).GET().build());
        }
        throw new IllegalStateException("more than " + MOST_REDIRECTS + " redirects from " + first);
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Accept-Language", "en");
        headers.forEach(request::header);
        String header = cookies.header(address);
        if (!header.isEmpty()) {
            request.header("Cookie", header);
        }
        return request;
    }

    private HttpResponse<String> call(URI address, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            cookies.remember(address, answer.headers().allValues("Set-Cookie"));
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer from " + address, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

package health.keyward.audit.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.FeedSignature;
import health.keyward.audit.core.FhirAuditEvent;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A POST per batch: JSON lines, a FHIR bundle whose answer has to say of every entry that it was taken, or the decisions in it as OPA uploads them. Token and signature key are read anew each
 * time, so that they can be changed while the server runs. Redirects are not followed. Any status but 2xx means that all of it is sent again.
 */
final class WebhookOutlet implements Outlet {
    private static final JsonMapper JSON = new JsonMapper();

    private final FeedPlan plan;
    private final Clock clock;
    private final Duration limit;
    private final HttpClient http;

    /** @param limit of the whole delivery, until the last byte of the answer */
    WebhookOutlet(FeedPlan plan, Clock clock, Duration limit) {
        this.plan = plan;
        this.clock = clock;
        this.limit = limit;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(limit)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        this.http = "https".equals(plan.target().getScheme())
                ? builder.sslContext(FeedTls.of(plan)).build()
                : builder.build();
    }

    @Override
    public Outcome send(List<Told> batch) {
        if (plan.kind() == FeedPlan.Kind.OPA && events(batch).isEmpty()) {
            return new Outcome.Taken();
        }
        try {
            CompletableFuture<HttpResponse<String>> call =
                    http.sendAsync(request(batch), HttpResponse.BodyHandlers.ofString());
            try {
                return judged(call.get(limit.toMillis(), TimeUnit.MILLISECONDS), batch.size());
            } finally {
                call.cancel(true);
            }
        } catch (TimeoutException e) {
            return new Outcome.Refused("webhook: no answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Outcome.Refused("webhook: " + cause.getClass().getSimpleName());
        } catch (IOException e) {
            return new Outcome.Refused("webhook: its token or key file cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Refused("webhook: interrupted");
        }
    }

    private HttpRequest request(List<Told> batch) throws IOException {
        boolean fhir = plan.format() == FeedFormat.FHIR;
        boolean opa = plan.kind() == FeedPlan.Kind.OPA;
        byte[] body = opa
                ? zipped("[" + String.join(",", events(batch)) + "]")
                : (fhir
                                ? FhirAuditEvent.bundle(batch, plan.host())
                                : batch.stream()
                                        .map(told -> plan.format().line(told, plan.host()) + "\n")
                                        .collect(Collectors.joining()))
                        .getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(plan.target())
                .header(
                        "Content-Type",
                        opa ? "application/json" : fhir ? "application/fhir+json" : "application/x-ndjson")
                .header("Keyward-Feed", plan.name())
                .header("Keyward-First-Seq", Long.toString(batch.getFirst().seq()))
                .header("Keyward-Last-Seq", Long.toString(batch.getLast().seq()));
        if (opa) {
            request.header("Content-Encoding", "gzip");
        }
        FeedPlan.Secrets secrets = plan.secrets();
        if (secrets.token() != null) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(secrets.token()).strip());
        }
        if (secrets.signatureKey() != null) {
            Instant now = clock.instant();
            request.header("Keyward-Timestamp", Long.toString(now.getEpochSecond()));
            request.header(
                    "Keyward-Signature", FeedSignature.of(Files.readAllBytes(secrets.signatureKey()), now, body));
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private static List<String> events(List<Told> batch) {
        return batch.stream()
                .map(told -> told.fact(Told.OPA_EVENT))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Outcome judged(HttpResponse<String> answer, int entries) {
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            return new Outcome.Refused("webhook: HTTP " + answer.statusCode());
        }
        return plan.format() == FeedFormat.FHIR ? bundle(answer.body(), entries) : new Outcome.Taken();
    }

    /** A batch may be answered 200 although entries in it were refused. */
    private static Outcome bundle(String body, int entries) {
        try {
            JsonNode bundle = JSON.readTree(body);
            JsonNode answers = bundle.path("entry");
            if (!bundle.path("resourceType").asText().equals("Bundle") || answers.size() != entries) {
                return new Outcome.Refused("webhook: the answer is no bundle with a status for each entry");
            }
            for (JsonNode one : answers) {
                String status = one.at("/response/status").asText();
                if (!status.startsWith("2")) {
                    return new Outcome.Refused("webhook: an entry was answered "
                            + (status.matches("[0-9]{3}.*") ? status.substring(0, 3) : "without a status"));
                }
            }
            return new Outcome.Taken();
        } catch (JsonProcessingException e) {
            return new Outcome.Refused("webhook: the answer is no JSON");
        }
    }
}

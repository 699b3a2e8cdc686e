package health.keyward.abac.access;

import health.keyward.abac.Decisions;
import health.keyward.abac.core.access.Allowance;
import health.keyward.abac.core.access.Asker;
import health.keyward.abac.core.access.Batch;
import health.keyward.abac.core.access.DecisionPoint;
import health.keyward.abac.core.access.Inquiry;
import health.keyward.abac.core.access.Malformed;
import health.keyward.abac.core.access.Search;
import health.keyward.abac.core.access.Wanted;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Incoming;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code /realms/{realm}/keyward/v1/access}: AuthZEN Authorization API 1.0. */
public final class AccessResource {
    private static final Logger LOG = Logger.getLogger(AccessResource.class);
    private static final String REQUEST_ID = "X-Request-ID";
    private static final int LONGEST_ID = 256;

    private final KeycloakSession session;
    private final Limits limits;
    private final Allowance allowance;
    private final ReasonTexts texts;

    public AccessResource(KeycloakSession session, Limits limits, Allowance allowance, ReasonTexts texts) {
        this.session = session;
        this.limits = limits;
        this.allowance = allowance;
        this.texts = texts;
    }

    /**
     * @param body bytes of a request at most
     * @param batch evaluations in one request at most
     */
    public record Limits(int body, int batch) {}

    @POST
    @Path("v1/evaluation")
    public Response evaluation(@Nullable InputStream body) {
        return answered(body, call -> {
            Inquired asked = new Inquired(call);
            return asked.single(Wanted.evaluation(call.body()));
        });
    }

    @POST
    @Path("v1/evaluations")
    public Response evaluations(@Nullable InputStream body) {
        return answered(body, call -> {
            Optional<Batch> batch = Wanted.evaluations(call.body(), limits.batch());
            Inquired asked = new Inquired(call);
            return batch.isPresent() ? asked.batch(batch.get()) : asked.single(Wanted.evaluation(call.body()));
        });
    }

    @POST
    @Path("v1/search/subject")
    public Response subjects(@Nullable InputStream body) {
        return searched(body, Search.Kind.SUBJECT);
    }

    @POST
    @Path("v1/search/resource")
    public Response resources(@Nullable InputStream body) {
        return searched(body, Search.Kind.RESOURCE);
    }

    @POST
    @Path("v1/search/action")
    public Response actions(@Nullable InputStream body) {
        return searched(body, Search.Kind.ACTION);
    }

    private Response searched(@Nullable InputStream body, Search.Kind kind) {
        return answered(body, call -> {
            if (!call.asker().searches()) {
                throw AccessGate.forbidden();
            }
            return new Inquired(call).search(Wanted.search(kind, call.body()));
        });
    }

    private record Call(AccessGate.Admitted admitted, Map<String, Object> body) {
        Asker asker() {
            return admitted.asker();
        }
    }

    /** One call's way to the decisions. */
    private final class Inquired {
        private final Call call;
        private final DecisionPoint point;
        private final AccessAnswer answer;

        Inquired(Call call) {
            this.call = call;
            this.point = new DecisionPoint(
                    Doors.open(session, Decisions.class),
                    call.asker(),
                    new RealmPeople(
                            session, call.admitted().client(), call.admitted().names()));
            this.answer = new AccessAnswer(
                    texts,
                    Languages.of(header(HttpHeaders.ACCEPT_LANGUAGE)),
                    call.asker().searches());
        }

        Map<String, Object> single(Inquiry inquiry) {
            take(1);
            DecisionPoint.Answer came = point.evaluate(inquiry);
            if (came instanceof DecisionPoint.Answer.Wrong) {
                throw AccessGate.forbidden();
            }
            return answer.of(came);
        }

        Map<String, Object> batch(Batch batch) {
            take(batch.items().size());
            return Map.of(
                    "evaluations",
                    point.evaluate(batch).stream().map(answer::of).toList());
        }

        Map<String, Object> search(Search search) {
            DecisionPoint.Found found = point.search(search, this::left);
            if (found.pause() > 0) {
                throw tooMany(found.pause());
            }
            return answer.of(found, search.kind() == Search.Kind.ACTION);
        }

        private void take(int questions) {
            int wait = left(questions);
            if (wait > 0) {
                throw tooMany(wait);
            }
        }

        private int left(int questions) {
            return allowance.take(
                    call.asker().realm().value() + "/" + call.asker().client(), questions);
        }
    }

    private Response answered(@Nullable InputStream body, Function<Call, Map<String, Object>> asking) {
        String id = header(REQUEST_ID);
        try {
            if (!isTls()) {
                throw Problems.problem("tls-needed", "TLS is needed", 403, "This realm answers over https alone.");
            }
            AccessGate.Admitted admitted = new AccessGate(session).admit();
            return named(id, Wire.json(asking.apply(new Call(admitted, read(id, body)))));
        } catch (Malformed wrong) {
            return named(
                    id,
                    Problems.badRequest("bad-request", wrong.getMessage() + ".").getResponse());
        } catch (ProblemException problem) {
            return named(id, problem.getResponse());
        } catch (RuntimeException e) {
            LOG.error("the decision point could not answer", e);
            return named(
                    id,
                    Problems.problem(
                                    "failed",
                                    "Nothing was decided",
                                    500,
                                    "Take this as a refusal, and try again later.")
                            .getResponse());
        }
    }

    private Map<String, Object> read(@Nullable String id, @Nullable InputStream body) {
        if (id != null && !isPlain(id)) {
            throw Problems.badRequest(
                    "bad-request-id", REQUEST_ID + " must have at most " + LONGEST_ID + " visible ASCII characters.");
        }
        String type = header(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problems.badRequest("bad-content-type", "Content-Type must be application/json.");
        }
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(limits.body() + 1);
            if (bytes.length > limits.body()) {
                throw Problems.problem(
                        "too-large",
                        "The request is too large",
                        413,
                        "A request has at most " + limits.body() + " bytes.");
            }
            return AccessJson.object(bytes);
        } catch (AccessJson.Unreadable e) {
            throw Problems.badRequest("bad-body", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Problems.badRequest("bad-body", "The body could not be read.");
        }
    }

    private static ProblemException tooMany(int seconds) {
        return new TooMany(seconds).problem();
    }

    private record TooMany(int seconds) {
        ProblemException problem() {
            ProblemException problem = Problems.problem(
                    "too-many",
                    "Too many questions",
                    429,
                    "This client asked more than it may. Wait as Retry-After says.");
            problem.getResponse().getHeaders().putSingle("Retry-After", seconds);
            return problem;
        }
    }

    private static Response named(@Nullable String id, Response response) {
        if (id != null && isPlain(id)) {
            response.getHeaders().putSingle(REQUEST_ID, id);
        }
        return response;
    }

    private static boolean isPlain(String id) {
        return id.length() <= LONGEST_ID && id.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private boolean isTls() {
        RealmModel realm = session.getContext().getRealm();
        return Incoming.byHttps(session)
                || !realm.getSslRequired().isRequired(session.getContext().getConnection());
    }

    private @Nullable String header(String name) {
        List<String> values = session.getContext().getRequestHeaders().getRequestHeader(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}

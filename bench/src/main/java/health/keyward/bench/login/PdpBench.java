package health.keyward.bench.login;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CPU of one AuthZEN question over HTTP, Keycloak and PostgreSQL together: Keyward's decision point by the shipped policy, every decision recorded, against
 * Keycloak's experimental AuthZEN over one role and one permission, which records nothing. OPA's own HTTP API answers the same question to the same policy
 * beside them, without a token and without a record.
 */
public final class PdpBench implements Bench {
    static final double GATE = 1.0;
    static final String CLIENT = "bench-pdp";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ENOUGH = 16;
    private static final int WARM_UP_TURNS = 400;
    private static final int OPA_QUESTIONS = 4_000;
    private static final long SEED = 20261129;
    /** Not a limit here. */
    private static final List<String> NO_LIMIT =
            List.of("--spi-keyward-room--abac--access-rate=1000000", "--spi-keyward-room--abac--access-burst=1000000");

    @Override
    public String name() {
        return "pdp";
    }

    @Override
    public String question() {
        return "CPU of an AuthZEN question, Keyward with its decision log : Keycloak's experimental endpoint (gate 1.0)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        try (TwoServers servers = TwoServers.start(
                root,
                house -> house.withKeycloak(TwoServers.joined(house.keycloak(), NO_LIMIT)),
                List.of("--features=authzen"),
                new Progress(out))) {
            return compare(root, servers, smoke, out);
        }
    }

    static Verdict compare(Path root, TwoServers servers, boolean smoke, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        realm.make(servers.pack().bootstrap(), false, plain -> ours(plain, realm.clientSecret()));
        realm.make(servers.stock().bootstrap(), false, plain -> theirs(plain, realm.clientSecret()));
        Yardstick yardstick = new Yardstick();
        int perTurn = TwoServers.signInsPerTurn(smoke);
        Questions ours =
                questions(servers.pack(), "/keyward/v1/access/v1/evaluation", person -> person, "decision_id", realm);
        Questions theirs = questions(
                servers.stock(),
                "/authzen/access/v1/evaluation",
                person -> "username:" + person,
                "\"decision\":true",
                realm);
        Side with = servers.with(ours::of, perTurn, yardstick);
        Side without = servers.without(theirs::of, perTurn, yardstick);
        if (smoke) {
            opa(root, 20, out);
            return TwoServers.smoke(with, without, GATE, out);
        }
        List<Double> ratios = servers.ratios(
                with,
                without,
                yardstick,
                WARM_UP_TURNS,
                ENOUGH,
                () -> {
                    ours.forget();
                    theirs.forget();
                },
                out);
        out.accept("Keyward: " + ours.words() + "; Keycloak's endpoint: " + theirs.words());
        opa(root, OPA_QUESTIONS, out);
        return Verdict.of(ratios, GATE, ENOUGH, new Random(SEED));
    }

    private static Questions questions(
            House house, String path, Function<String, String> name, String wanted, BenchRealm realm) {
        String issuer = house.keycloak(1).address() + "/realms/" + BenchRealm.NAME;
        return new Questions(
                URI.create(issuer + path),
                person -> question(name.apply(person)).toString(),
                wanted,
                URI.create(issuer + "/protocol/openid-connect/token"),
                realm.clientSecret());
    }

    private static ObjectNode question(String person) {
        ObjectNode question = JSON.createObjectNode();
        question.putObject("subject").put("type", "user").put("id", person);
        question.putObject("action").put("name", "read");
        ObjectNode record = question.putObject("resource").put("type", "record").put("id", "record-1");
        ObjectNode properties = record.putObject("properties")
                .put("patient", "p-1")
                .put("unit", "Ward A")
                .put("confidentiality", "N");
        properties.putArray("sensitivity");
        properties.putArray("care_team").add(person);
        question.putObject("context").put("purpose", "TREAT");
        return question;
    }

    private static ObjectNode ours(ObjectNode realm, String secret) {
        ObjectNode client = client(realm, secret);
        client.putObject("attributes").put("keyward.resource_types", "record").put("keyward.subject_ids", "username");
        ObjectNode mapper = client.putArray("protocolMappers").addObject();
        mapper.put("name", "decision point")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-audience-mapper");
        mapper.putObject("config")
                .put("included.custom.audience", "keyward-access")
                .put("access.token.claim", "true");
        return withRole(realm, "access-decisions");
    }

    /** Keycloak's own way: a resource, a scope, a policy by role, and the permission that joins them. */
    private static ObjectNode theirs(ObjectNode realm, String secret) {
        ObjectNode client = client(realm, secret).put("authorizationServicesEnabled", true);
        ObjectNode settings = client.putObject("authorizationSettings")
                .put("policyEnforcementMode", "ENFORCING")
                .put("decisionStrategy", "UNANIMOUS");
        settings.putArray("scopes").addObject().put("name", "read");
        ObjectNode record = settings.putArray("resources")
                .addObject()
                .put("name", "record-1")
                .put("type", "record");
        record.putArray("scopes").addObject().put("name", "read");
        ArrayNode policies = settings.putArray("policies");
        ObjectNode staff =
                policies.addObject().put("name", "staff").put("type", "role").put("logic", "POSITIVE");
        staff.putObject("config").put("roles", "[{\"id\":\"nurse\",\"required\":true}]");
        ObjectNode permission = policies.addObject()
                .put("name", "read records")
                .put("type", "scope")
                .put("logic", "POSITIVE")
                .put("decisionStrategy", "UNANIMOUS");
        permission
                .putObject("config")
                .put("resources", "[\"record-1\"]")
                .put("scopes", "[\"read\"]")
                .put("applyPolicies", "[\"staff\"]");
        return withRole(realm, "uma_protection");
    }

    private static ObjectNode client(ObjectNode realm, String secret) {
        return ((ArrayNode) realm.path("clients"))
                .addObject()
                .put("clientId", CLIENT)
                .put("secret", secret)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("serviceAccountsEnabled", true);
    }

    /** Everybody is a nurse; the app's service account has the role it needs to ask. */
    private static ObjectNode withRole(ObjectNode realm, String role) {
        ArrayNode roles = realm.putObject("roles").putArray("realm");
        roles.addObject().put("name", "nurse");
        ArrayNode people = (ArrayNode) realm.path("users");
        people.forEach(person -> ((ObjectNode) person).putArray("realmRoles").add("nurse"));
        ObjectNode account = people.addObject()
                .put("username", "service-account-" + CLIENT)
                .put("enabled", true)
                .put("serviceAccountClientId", CLIENT);
        if (role.equals("access-decisions")) {
            roles.addObject().put("name", role);
            account.putArray("realmRoles").add(role);
        }
        return realm;
    }

    /** The shipped policy in a real OPA, asked on the loopback. */
    private static void opa(Path root, int questions, Consumer<String> out) {
        int port = freePort();
        @Nullable Process opa = null;
        try {
            String program =
                    read(new ProcessBuilder(root.resolve("policy/find-opa").toString()).start());
            opa = new ProcessBuilder(
                            program,
                            "run",
                            "--server",
                            "--addr",
                            "localhost:" + port,
                            "--log-level",
                            "error",
                            root.resolve("policy/keyward").toString(),
                            root.resolve("policy/system").toString(),
                            root.resolve("policy/data").toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Questions asked = new Questions(
                    URI.create("http://localhost:" + port + "/v1/data/keyward/authz/decision"),
                    person -> JSON.createObjectNode()
                            .set("input", question(person))
                            .toString(),
                    "\"result\"",
                    URI.create(""),
                    "");
            awaits(asked);
            for (int i = 0; i < questions; i++) {
                asked.of(BenchRealm.person(i));
            }
            asked.forget();
            Duration before = Cpu.of(opa.pid());
            for (int i = 0; i < questions; i++) {
                asked.of(BenchRealm.person(i));
            }
            double millis = Cpu.of(opa.pid()).minus(before).toNanos() / 1e6 / questions;
            out.accept(String.format(
                    Locale.ROOT, "OPA's own HTTP API: %.2f ms of CPU a question, %s", millis, asked.words()));
        } catch (IOException e) {
            throw new CannotStart("OPA cannot be started: " + e.getMessage());
        } finally {
            if (opa != null) {
                opa.destroy();
            }
        }
    }

    private static void awaits(Questions asked) {
        for (int tries = 0; ; tries++) {
            try {
                asked.of(BenchRealm.person(0));
                return;
            } catch (IllegalStateException notYet) {
                if (tries > 100) {
                    throw notYet;
                }
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }

    private static String read(Process process) throws IOException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CannotStart("policy/find-opa found none");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return said;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("no free port");
        }
    }
}

package health.keyward.bench.login;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.local.apply.FlowTree;
import health.keyward.local.apply.RealmApi;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * CPU of a sign-in with password and passkey that an app asked for by {@code acr_values}: the blueprint's browser flow with the pack against Keycloak's own
 * conditional levels with its own WebAuthn step, stock event saving on.
 */
public final class StepUpBench implements Bench {
    static final double GATE = 1.08;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FLOW = "bench-step-up";
    private static final String BLUEPRINT_LEVELS = "{\"pwd\":1,\"mfa\":2,\"phr\":3,\"phrh\":4}";
    private static final String ACR = "phr";
    /** What a decision by policy costs is a question of its own, and Keycloak makes none. */
    private static final List<String> NO_DECISIONS = List.of("--spi-keyward-room--abac--enabled=false");

    private static final int ENOUGH = 12;
    private static final int WARM_UP_TURNS = 160;
    private static final long SEED = 20261128;

    @Override
    public String name() {
        return "stepup";
    }

    @Override
    public String question() {
        return "CPU of a sign-in with password and passkey, Keyward's flow : Keycloak's own levels and WebAuthn (gate 1.08)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        try (TwoServers servers =
                TwoServers.start(root, house -> TwoServers.built(house, NO_DECISIONS), List.of(), new Progress(out))) {
            return compare(root, servers, smoke, out);
        }
    }

    static Verdict compare(Path root, TwoServers servers, boolean smoke, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        Map<String, Passkey> keys = Passkey.ofEverybody();
        makeAsBlueprint(root, servers.pack(), realm, keys);
        make(servers.stock(), realm, plain -> furnished(plain, keys, "{\"pwd\":1,\"phr\":2}"), true, stock());
        Yardstick yardstick = new Yardstick();
        int signInsPerTurn = TwoServers.signInsPerTurn(smoke);
        Steps ours = new Steps(keys);
        Steps theirs = new Steps(keys);
        Side with = servers.with(signIn(servers.pack(), realm, ours)::of, signInsPerTurn, yardstick);
        Side without = servers.without(signIn(servers.stock(), realm, theirs)::of, signInsPerTurn, yardstick);
        if (smoke) {
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
        out.accept("the step itself, assertion to code, p50 and p95: Keyward " + ours.words() + ", Keycloak "
                + theirs.words());
        return Verdict.of(ratios, GATE, ENOUGH, new Random(SEED));
    }

    private static SignIn signIn(House house, BenchRealm realm, Steps steps) {
        URI server = house.keycloak(1).address();
        return new SignIn(server, realm, Optional.of(steps));
    }

    /** The bench's realm with passkeys and the blueprint's browser flow. */
    static void makeAsBlueprint(Path root, House house, BenchRealm realm, Map<String, Passkey> keys) {
        makeAsBlueprint(root, house, realm, keys, plain -> plain);
    }

    /** @param furnish adds what the bench needs beside them */
    static void makeAsBlueprint(
            Path root, House house, BenchRealm realm, Map<String, Passkey> keys, UnaryOperator<ObjectNode> furnish) {
        make(house, realm, plain -> furnish.apply(furnished(plain, keys, BLUEPRINT_LEVELS)), false, blueprint(root));
    }

    private static void make(
            House house, BenchRealm realm, UnaryOperator<ObjectNode> furnish, boolean stockEvents, JsonNode steps) {
        RealmApi admin = house.bootstrap();
        realm.make(admin, stockEvents, furnish);
        String flows = "/realms/" + BenchRealm.NAME + "/authentication";
        admin.post(
                flows + "/flows",
                JSON.createObjectNode()
                        .put("alias", FLOW)
                        .put("providerId", "basic-flow")
                        .put("topLevel", true)
                        .put("builtIn", false));
        new FlowTree(flows).write(admin, FLOW, steps);
        admin.put(
                "/realms/" + BenchRealm.NAME,
                JSON.createObjectNode().put("realm", BenchRealm.NAME).put("browserFlow", FLOW));
    }

    private static ObjectNode furnished(ObjectNode realm, Map<String, Passkey> keys, String levels) {
        realm.put("webAuthnPolicyPasswordlessRpId", Passkey.RELYING_PARTY)
                .put("webAuthnPolicyPasswordlessUserVerificationRequirement", "required");
        realm.putObject("attributes").put("acr.loa.map", levels);
        for (JsonNode person : realm.path("users")) {
            Passkey key = requireNonNull(keys.get(person.path("username").asText()));
            ((ArrayNode) person.path("credentials")).add(key.credential());
        }
        return realm;
    }

    /** The blueprint's own tree. */
    private static JsonNode blueprint(Path root) {
        Path file = root.resolve("deploy/blueprint/flows.json");
        try {
            return JSON.readTree(Files.readString(file)).path(0).path("executions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Keycloak's documentation builds for two levels, the second by passkey. */
    private static JsonNode stock() {
        try {
            return JSON.readTree("""
                    [ { "authenticator": "auth-cookie", "requirement": "ALTERNATIVE" },
                      { "flow": "bench forms", "requirement": "ALTERNATIVE", "executions": [
                        { "flow": "bench level 1", "requirement": "CONDITIONAL", "executions": [
                          { "authenticator": "conditional-level-of-authentication", "requirement": "REQUIRED",
                            "config": { "loa-condition-level": "1", "loa-max-age": "36000" } },
                          { "authenticator": "auth-username-password-form", "requirement": "REQUIRED" } ] },
                        { "flow": "bench level 2", "requirement": "CONDITIONAL", "executions": [
                          { "authenticator": "conditional-level-of-authentication", "requirement": "REQUIRED",
                            "config": { "loa-condition-level": "2", "loa-max-age": "300" } },
                          { "authenticator": "webauthn-authenticator-passwordless", "requirement": "REQUIRED" } ] } ] } ]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The passkeys of the people, and how long the servers took to check them. */
    private static final class Steps implements SignIn.StepUp {
        private final Map<String, Passkey> keys;
        private final List<Duration> times = new ArrayList<>();

        Steps(Map<String, Passkey> keys) {
            this.keys = keys;
        }

        @Override
        public String acr() {
            return ACR;
        }

        @Override
        public Passkey of(String person) {
            return requireNonNull(keys.get(person));
        }

        @Override
        public void took(Duration step) {
            times.add(step);
        }

        void forget() {
            times.clear();
        }

        String words() {
            List<Duration> sorted = times.stream().sorted().toList();
            return String.format(Locale.ROOT, "%.1f and %.1f ms", millis(sorted, 0.5), millis(sorted, 0.95));
        }

        private static double millis(List<Duration> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())))
                            .toNanos()
                    / 1e6;
        }
    }
}

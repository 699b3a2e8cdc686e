package health.keyward.it;

import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A house of its own that is decided by a real OPA: the shipped policy, signed by a key of this test, in a file for Keyward and as a bundle for OPA. Both
 * can be taken away, and OPA can be made to hang.
 */
public final class OpaHouse implements AutoCloseable {
    private static final int BESIDE = 40;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String REVISION = "it-shipped";

    private final OpaServing opa;
    private final Path work;
    private final Path bundle;
    private final House house;

    private OpaHouse(Path work, OpaServing opa, House house) {
        this.work = work;
        this.bundle = work.resolve("policy.tar.gz");
        this.opa = opa;
        this.house = house;
    }

    /** OPA serves; Keyward's bundle was changed after it was signed, and there never was another. */
    public static OpaHouse withATamperedBundle() {
        try {
            Options shared = TheHouse.options();
            Path work = shared.state().resolveSibling("opa-house-policy");
            Bundles.made(work);
            OpaServing opa =
                    OpaServing.of(work.resolve("opa.tar.gz"), shared.ports().base() + BESIDE + 9);
            List<String> settings = new ArrayList<>(shared.keycloak());
            settings.addAll(List.of(
                    "--spi-keyward-room--abac--engine=server",
                    "--spi-keyward-room--abac--opa-url=" + opa.url(),
                    "--spi-keyward-room--abac--opa-pause-millis=200",
                    "--spi-keyward-room--abac--bundle-key=" + work.resolve("public.pem"),
                    "--spi-keyward-room--abac--bundle-file=" + work.resolve("policy.tar.gz")));
            opa.starts();
            try {
                House house = House.start(
                        shared.withState(shared.state().resolveSibling("opa-house"))
                                .withPorts(new Ports(shared.ports().base() + BESIDE))
                                .withParts(Set.of(Part.REALM, Part.OIDC_APP))
                                .withKeycloak(settings),
                        new Progress(line -> System.err.println("[opa house] " + line)));
                return new OpaHouse(work, opa, house);
            } catch (RuntimeException e) {
                opa.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public House house() {
        return house;
    }

    public OpaServing opa() {
        return opa;
    }

    /** As two administrators switch it on; they are of no interest here. */
    public void holds(String app) {
        run("""
                INSERT INTO kw_policy_step (realm_id, step, act, active, enforcement, done_by, done_by_id, approval, done_at, reason)
                SELECT id, 1, 'ENFORCE', 0, '{"apps":{"%s":"ENFORCE"},"realm":"RECORD"}', 'test', 'test', gen_random_uuid(), now(), 'for a test'
                FROM realm WHERE name = '%s'""".formatted(app, Staff.REALM));
    }

    /** The bundle as it was signed takes the place of the tampered one. */
    public void putsTheSignedBundle() {
        try {
            Path beside = work.resolve("policy.tar.gz.new");
            Files.copy(work.resolve("signed.tar.gz"), beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, bundle, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        until(() -> one("SELECT count(*) FROM kw_policy_try WHERE taken").equals("1"));
    }

    /** Codes of the decision as the list of decisions has them. */
    public String reasonsOf(String decision) {
        String asked =
                "SELECT array_to_string(reasons, ' ') FROM kw_decision WHERE event_id = '" + decision + "'::uuid";
        until(() -> !one(asked).isEmpty());
        return one(asked);
    }

    public void until(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to that");
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    /** The first column of the first row; empty when there is none. */
    public String one(String sql) {
        try (Connection connection = house.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private void run(String sql) {
        try (Connection connection = house.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            house.close();
        } finally {
            opa.close();
        }
    }

    /** The shipped policy in the three forms the house needs. */
    private static final class Bundles {
        private Bundles() {}

        static void made(Path work) throws IOException {
            Files.createDirectories(work);
            Path policy = TheHouse.root().resolve("policy");
            PolicyBundles.shipped(work.resolve("opa.tar.gz"), REVISION);
            Path whole = work.resolve("whole");
            PolicyBundles.runs(work, "rm", "-rf", whole.toString());
            Files.createDirectories(whole);
            for (String file : List.of("plan.json", "data.json")) {
                Files.copy(policy.resolve("compiled").resolve(file), whole.resolve(file));
            }
            Files.writeString(
                    whole.resolve(".manifest"),
                    ((com.fasterxml.jackson.databind.node.ObjectNode) Admin.JSON.readTree(
                                    policy.resolve("compiled/.manifest").toFile()))
                            .put("revision", REVISION)
                            .toString());
            keys(work);
            PolicyBundles.runs(
                    whole,
                    PolicyBundles.opa(),
                    "sign",
                    "--signing-key",
                    work.resolve("private.pem").toString(),
                    "--signing-alg",
                    "ES256",
                    "--bundle",
                    ".");
            PolicyBundles.runs(
                    whole, "tar", "-czf", work.resolve("signed.tar.gz").toString(), ".");
            String data = Files.readString(whole.resolve("data.json"));
            String changed = data.replace("\"system-admin\"", "\"everybody\"");
            if (changed.equals(data)) {
                throw new AssertionError("nothing to tamper with");
            }
            Files.writeString(whole.resolve("data.json"), changed);
            PolicyBundles.runs(
                    whole, "tar", "-czf", work.resolve("policy.tar.gz").toString(), ".");
        }

        private static void keys(Path work) throws IOException {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                pem(
                        work.resolve("private.pem"),
                        "PRIVATE KEY",
                        pair.getPrivate().getEncoded());
                pem(work.resolve("public.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void pem(Path file, String what, byte[] encoded) throws IOException {
            Files.writeString(
                    file,
                    "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                            + what + "-----\n");
        }
    }
}

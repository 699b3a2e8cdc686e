package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.Apply;
import health.keyward.local.apply.Blueprint;
import health.keyward.local.apply.PersonSecret;
import health.keyward.local.apply.RealmApi;
import health.keyward.local.apply.Settings;
import health.keyward.local.apply.Variant;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A second hospital from the same blueprint, where protected roles need two persons; its people are nobody the first one knows. */
final class TwoHands {
    static final String REALM = "two-hands";

    private static final String CONSOLE_SECRET = Tokens.random();

    private TwoHands() {}

    static void stands() {
        Made.once();
    }

    /** One of its system administrators; {@code which} counts from 0. */
    static DemoPerson admin(int which) {
        stands();
        return Made.ADMINS.get(which);
    }

    static Tokens.Client console() {
        return new Tokens.Client(
                "keyward-console",
                CONSOLE_SECRET,
                "http://localhost:" + Ward.house().ports().console() + "/login/oauth2/code/keyward",
                issuer());
    }

    static URI issuer() {
        return URI.create(Ward.house().keycloak(1).address() + "/realms/" + REALM);
    }

    private static final class Made {
        private static final List<DemoPerson> ADMINS;

        static {
            Blueprint blueprint = Blueprint.read(TheHouse.root().resolve("deploy/blueprint"));
            Map<String, PersonSecret> secrets = new HashMap<>();
            blueprint.people().forEach(person -> {
                PersonSecret secret = new PersonSecret(Tokens.random(), Staff.base32());
                Staff.SECRETS.add(secret.password());
                Staff.SECRETS.add(secret.totpSecret());
                secrets.put(person.username(), secret);
            });
            Staff.SECRETS.add(CONSOLE_SECRET);
            Apply.createRealm(new ByTheBoss(), blueprint, settings(), secrets);
            ADMINS = blueprint.people().stream()
                    .filter(person -> person.enabled() && person.roles().contains("system-admin"))
                    .map(person -> {
                        PersonSecret secret = secrets.getOrDefault(person.username(), new PersonSecret("", ""));
                        return new DemoPerson(
                                person.username(),
                                person.username(),
                                "",
                                secret.password(),
                                secret.totpForApps(),
                                person.roles(),
                                true);
                    })
                    .toList();
        }

        static void once() {}
    }

    private static Settings settings() {
        String certificate = Staff.boss()
                .get("hospital/clients?clientId=pharmacy")
                .get(0)
                .path("attributes")
                .path("saml.signing.certificate")
                .asText();
        var ports = Ward.house().ports();
        return new Settings(
                Variant.LOCAL,
                Map.ofEntries(
                        Map.entry("realm", REALM),
                        Map.entry("hospital-name", "Hospital of Two Hands"),
                        Map.entry("host", "localhost"),
                        Map.entry(
                                "keycloak-url",
                                Ward.house().keycloak(1).address().toString()),
                        Map.entry("console-url", "http://localhost:" + ports.console()),
                        Map.entry("ward-board-url", "http://localhost:" + ports.oidcApp()),
                        Map.entry("pharmacy-url", "http://localhost:" + ports.samlApp()),
                        Map.entry("console-secret", CONSOLE_SECRET),
                        Map.entry("ward-board-secret", Tokens.random()),
                        Map.entry("operator-secret", Tokens.random()),
                        Map.entry("pharmacy-certificate", certificate),
                        Map.entry("mail-host", "localhost"),
                        Map.entry("mail-port", Integer.toString(ports.mail())),
                        Map.entry("mail-from", "identity@two-hands.example")));
    }

    /** Makes the realm the way the house is made, in the hands of the master realm's administrator. */
    private static final class ByTheBoss implements RealmApi {
        @Override
        public String caller() {
            return Ward.house().register().masterAdmin().username();
        }

        @Override
        public JsonNode get(String path) {
            return Staff.boss().get(below(path));
        }

        @Override
        public Optional<JsonNode> find(String path) {
            var answer = Staff.boss().ask("GET", below(path), null);
            return answer.statusCode() == 404 ? Optional.empty() : Optional.of(Admin.json(answer));
        }

        @Override
        public String post(String path, JsonNode body) {
            return Staff.boss().make(below(path), body);
        }

        @Override
        public void put(String path, JsonNode body) {
            Staff.boss().put(below(path), body);
        }

        @Override
        public void delete(String path) {
            Staff.boss().delete(below(path));
        }

        @Override
        public void delete(String path, JsonNode body) {
            Staff.boss().delete(below(path), body);
        }

        /** {@link Admin} starts behind {@code /admin/realms/}. */
        private static String below(String path) {
            return path.replaceFirst("^/realms/?", "");
        }
    }
}

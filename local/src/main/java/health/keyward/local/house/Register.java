package health.keyward.local.house;

import health.keyward.local.apply.Blueprint;
import health.keyward.local.apply.Person;
import health.keyward.local.apply.PersonSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who lives in a house and what was generated for them; readable whether the house runs in this process or not. */
public final class Register {
    private static final String SHOWN = "people.shown";

    private final Path state;
    private final Secrets secrets;
    private final Blueprint blueprint;

    Register(Options options, Secrets secrets) {
        this.state = options.state();
        this.secrets = secrets;
        this.blueprint = Blueprint.read(blueprintFolder(options));
    }

    /** The register of a house that some process has started with these options. */
    public static Register of(Options options) {
        return new Register(options, Secrets.at(options.state().resolve("secrets.json")));
    }

    static Path blueprintFolder(Options options) {
        return options.root().resolve("deploy/blueprint");
    }

    /** Every demo person of the blueprint. */
    public List<DemoPerson> people() {
        return blueprint.people().stream().map(this::withSecrets).toList();
    }

    public DemoPerson person(String username) {
        return people().stream()
                .filter(person -> person.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the blueprint has no person " + username));
    }

    /** The first enabled person with this role and a second factor. */
    public DemoPerson personWith(String role) {
        return people().stream()
                .filter(person -> person.enabled() && person.hasSecondFactor())
                .filter(person -> person.roles().contains(role))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the blueprint has no enabled person with the role " + role));
    }

    /** The administrator of the master realm who replaced the bootstrap account. */
    public DemoPerson masterAdmin() {
        PersonSecret secret = secretOf(Realm.MASTER_ADMIN, true);
        return new DemoPerson(
                Realm.MASTER_ADMIN,
                "Master administrator",
                "",
                secret.password(),
                secret.totpForApps(),
                List.of("admin"),
                true);
    }

    /** The secret of a confidential client, for example {@code ward-board}. */
    public String clientSecret(String client) {
        return secrets.token("client." + client);
    }

    /** Where the people are written down, mode 0600. */
    public Path file() {
        return state.resolve("people.txt");
    }

    /** The people, the first time this is asked in the life of the house; empty afterwards. */
    public Optional<List<DemoPerson>> showOnce() {
        if (secrets.has(SHOWN)) {
            return Optional.empty();
        }
        secrets.put(SHOWN, "true");
        return Optional.of(people());
    }

    void writeDown() {
        StringBuilder text = new StringBuilder("user name\tpassword\tkey for one-time codes\troles\tname\n");
        for (DemoPerson person : people()) {
            line(text, person);
        }
        text.append("\nmaster realm\n");
        line(text, masterAdmin());
        PrivateFiles.write(file(), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    Blueprint blueprint() {
        return blueprint;
    }

    Map<String, PersonSecret> secretsByName() {
        Map<String, PersonSecret> all = new LinkedHashMap<>();
        for (Person person : blueprint.people()) {
            all.put(person.username(), secretOf(person.username(), person.secondFactor()));
        }
        return all;
    }

    PersonSecret secretOf(String username, boolean secondFactor) {
        return new PersonSecret(
                secrets.password("person." + username + ".password"),
                secondFactor ? secrets.base32("person." + username + ".totp") : "");
    }

    private DemoPerson withSecrets(Person person) {
        PersonSecret secret = secretOf(person.username(), person.secondFactor());
        return new DemoPerson(
                person.username(),
                person.displayName(),
                person.group().substring(person.group().lastIndexOf('/') + 1),
                secret.password(),
                person.secondFactor() ? secret.totpForApps() : "",
                person.roles(),
                person.enabled());
    }

    private static void line(StringBuilder text, DemoPerson person) {
        text.append(String.join(
                        "\t",
                        person.username(),
                        person.password(),
                        person.hasSecondFactor() ? person.totpKey() : "-",
                        String.join(" ", person.roles()) + (person.enabled() ? "" : " (disabled)"),
                        person.displayName()))
                .append('\n');
    }
}

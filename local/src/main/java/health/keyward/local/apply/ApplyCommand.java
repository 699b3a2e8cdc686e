package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ./keyward apply}: puts Keyward into a realm that is there. */
public final class ApplyCommand {
    private static final String USE = """
            keyward apply --server URL --realm R [--dry-run] [--admin NAME] [--own-events] [--console-url URL]
                          [--all-clients] [--credentials FILE] [--snapshot-dir DIR]
            keyward apply --server URL --realm R --undo
            KEYWARD_CONSOLE_SECRET in the environment is the secret of the console's client; without it one is made.
            """;

    private final CommandLine line;
    private final Map<String, String> environment;
    private final Path root;
    private final PrintStream out;

    private ApplyCommand(CommandLine line, Map<String, String> environment, Path root, PrintStream out) {
        this.line = line;
        this.environment = Map.copyOf(environment);
        this.root = root;
        this.out = out;
    }

    /**
     * @param args what follows {@code apply} on the command line
     * @param environment the process environment
     * @param root the directory that holds {@code deploy/} and {@code .keyward/}
     * @return exit code: 0 done, 1 refused or failed, 2 wrong use
     */
    public static int run(List<String> args, Map<String, String> environment, Path root, PrintStream out) {
        CommandLine line = new CommandLine(
                args,
                Set.of("server", "realm", "admin", "console-url", "credentials", "snapshot-dir"),
                Set.of("dry-run", "undo", "own-events", "all-clients"));
        if (!line.wrong().isEmpty()
                || line.value("server").isEmpty()
                || line.value("realm").isEmpty()) {
            line.wrong().forEach(wrong -> out.println("Not understood: " + wrong));
            out.print(USE);
            return 2;
        }
        try {
            return new ApplyCommand(line, environment, root, out).run();
        } catch (AdminRefusal | IllegalArgumentException | UncheckedIOException failed) {
            out.println(failed.getMessage());
            return 1;
        }
    }

    private int run() {
        URI server = URI.create(line.value("server").orElseThrow().replaceAll("/+$", ""));
        String realm = line.value("realm").orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        Credentials credentials =
                Credentials.of(environment, line.value("credentials").map(Path::of), Prompt.terminal());
        RealmApi api = new HttpRealmApi(server, credentials.login(realm), http);
        if (api.find("/realms/" + HttpRealmApi.encoded(realm)).isEmpty()) {
            out.println("There is no realm " + realm + " on " + server);
            return 1;
        }
        Snapshots snapshots = new Snapshots(
                line.value("snapshot-dir").map(Path::of).orElse(root.resolve(".keyward/snapshots")),
                server.toString(),
                realm,
                Clock.systemUTC());
        if (line.has("undo")) {
            return undo(api, parts(api, server, realm, Optional.of("")), snapshots);
        }
        boolean allClients = line.has("all-clients") || Apply.madeFromBlueprint(api, realm);
        Path secretFile = root.resolve(".keyward").resolve("apply-" + realm + "-console.secret");
        Optional<String> given =
                Optional.ofNullable(environment.get("KEYWARD_CONSOLE_SECRET")).filter(text -> !text.isEmpty());
        String secret = given.orElseGet(ApplyCommand::randomSecret);
        Parts parts = parts(api, server, realm, Optional.of(secret));
        ExistingRealm run = new ExistingRealm(api, parts, allClients, snapshots, out);
        Plan plan = run.plan(line.has("own-events"));
        plan.differences().forEach(out::println);
        if (!plan.refusals().isEmpty()) {
            plan.refusals().forEach(refusal -> out.println("Refused: " + refusal));
            out.println("Nothing was changed.");
            return 1;
        }
        if (plan.differences().isEmpty()) {
            out.println("Nothing to do.");
            return 0;
        }
        if (line.has("dry-run")) {
            out.println("Nothing was changed (--dry-run).");
            return 0;
        }
        if (given.isEmpty() && clientUrl(api, realm).isEmpty()) {
            PrivateFile.write(secretFile, secret);
            out.println("Secret of the console's client: " + secretFile);
        }
        run.putParts();
        boolean bound = run.bind(line.value("admin"), http, server, realm, credentials);
        if (line.has("own-events")) {
            run.ownEvents();
            out.println(
                    "Keycloak saves no more events; Keyward has taken the last sign-ins over from those it had saved.");
        }
        out.println(bound ? "Done." : "Done but for the browser flow.");
        return bound ? 0 : 1;
    }

    private int undo(RealmApi api, Parts parts, Snapshots snapshots) {
        Optional<Path> newest = snapshots.newest();
        if (newest.isEmpty()) {
            out.println("There is no snapshot of this realm to go back to.");
            return 1;
        }
        JsonNode entries = snapshots.entries(newest.get());
        new Undo(api, parts.everything()).carryOut(entries).forEach(out::println);
        snapshots.takenBack(newest.get());
        out.println("Undone: " + newest.get());
        return 0;
    }

    private Parts parts(RealmApi api, URI server, String realm, Optional<String> secret) {
        Map<String, String> values = new HashMap<>();
        values.put("realm", realm);
        values.put("host", server.getHost());
        values.put("keycloak-url", server.toString());
        values.put("console-secret", secret.orElse(""));
        values.put("console-url", consoleUrl(api, realm));
        boolean local = "http".equals(server.getScheme()) && "localhost".equals(server.getHost());
        Settings settings = new Settings(local ? Variant.LOCAL : Variant.PRODUCTION, values);
        return new Parts(Blueprint.read(root.resolve("deploy/blueprint")), settings, realm);
    }

    private String consoleUrl(RealmApi api, String realm) {
        Optional<String> url = line.value("console-url").or(() -> clientUrl(api, realm));
        if (url.isEmpty() && !line.has("undo")) {
            throw new IllegalArgumentException("Say where the console will be: --console-url URL");
        }
        return url.orElse("").replaceAll("/+$", "");
    }

    private static Optional<String> clientUrl(RealmApi api, String realm) {
        JsonNode hits = api.get("/realms/" + HttpRealmApi.encoded(realm) + "/clients?clientId=" + Parts.CONSOLE);
        return hits.isEmpty()
                ? Optional.empty()
                : Optional.of(hits.get(0).path("rootUrl").asText());
    }

    private static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

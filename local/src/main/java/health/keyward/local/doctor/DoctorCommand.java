package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.AdminRefusal;
import health.keyward.local.apply.Blueprint;
import health.keyward.local.apply.CommandLine;
import health.keyward.local.apply.Credentials;
import health.keyward.local.apply.HttpRealmApi;
import health.keyward.local.apply.Prompt;
import health.keyward.local.apply.Settings;
import health.keyward.local.apply.Variant;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./keyward doctor}: looks and says; changes nothing. */
public final class DoctorCommand {
    private static final String USE = "keyward doctor --server URL --realm R [--credentials FILE]";

    private DoctorCommand() {}

    /**
     * @param args what follows {@code doctor} on the command line
     * @param environment the process environment
     * @param root the directory that holds {@code deploy/}
     * @return exit code: 0 nothing wrong, 1 something is wrong, 2 wrong use
     */
    public static int run(List<String> args, Map<String, String> environment, Path root, PrintStream out) {
        CommandLine line = new CommandLine(args, Set.of("server", "realm", "credentials"), Set.of());
        if (!line.wrong().isEmpty()
                || line.value("server").isEmpty()
                || line.value("realm").isEmpty()) {
            line.wrong().forEach(wrong -> out.println("Not understood: " + wrong));
            out.println(USE);
            return 2;
        }
        URI server = URI.create(line.value("server").orElseThrow().replaceAll("/+$", ""));
        String realm = line.value("realm").orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        List<Finding> findings = new ArrayList<>(transport(server));
        try {
            List<Finding> reach = new Reach(http).look(server, HttpRealmApi.encoded(realm));
            findings.addAll(reach);
            if (reach.isEmpty()) {
                Credentials credentials =
                        Credentials.of(environment, line.value("credentials").map(Path::of), Prompt.terminal());
                HttpRealmApi api = new HttpRealmApi(server, credentials.login(realm), http);
                Installation installation = Installation.read(server, realm, api);
                findings.addAll(Clocks.look(api.serverAhead()));
                for (Check check : checks(Blueprint.read(root.resolve("deploy/blueprint")), installation)) {
                    findings.addAll(check.look(installation));
                }
            }
        } catch (AdminRefusal | IllegalArgumentException | UncheckedIOException failed) {
            findings.add(new Finding.Wrong("The doctor could not look further: " + failed.getMessage()));
        }
        return say(findings, out);
    }

    private static List<Check> checks(Blueprint blueprint, Installation installation) {
        return List.of(
                new Pack(),
                new RealmRules(),
                new PasswordRules(),
                new SessionLimits(),
                new ClientRules(),
                new PowersOverPeople(),
                new TelephoneCodes(),
                new GenericNames(),
                new Mail(),
                new Drift(blueprint, settings(installation)));
    }

    private static Settings settings(Installation installation) {
        String console = "";
        for (JsonNode client : installation.clients()) {
            if (client.path("clientId").asText().equals("keyward-console")) {
                console = client.path("rootUrl").asText();
            }
        }
        return new Settings(
                installation.onThisMachine() ? Variant.LOCAL : Variant.PRODUCTION,
                Map.of("realm", installation.name(), "console-url", console, "console-secret", ""));
    }

    private static List<Finding> transport(URI server) {
        return "https".equals(server.getScheme()) || "localhost".equals(server.getHost())
                ? List.of()
                : List.of(new Finding.Wrong(server + " is reached without TLS (SD-2)."));
    }

    private static int say(List<Finding> findings, PrintStream out) {
        int wrong = 0;
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Wrong(String text) -> {
                    wrong++;
                    out.println("WRONG  " + text);
                }
                case Finding.NoAnswer(String text) -> {
                    wrong++;
                    out.println("WRONG  " + text);
                }
                case Finding.Note(String text) -> out.println("note   " + text);
            }
        }
        out.println(wrong == 0 ? "Nothing is wrong." : wrong == 1 ? "1 thing is wrong." : wrong + " things are wrong.");
        return wrong == 0 ? 0 : 1;
    }
}

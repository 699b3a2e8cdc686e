package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ways round the ledger: acting as somebody else, disabling people by workflow, and accounts left from the installation. */
final class PowersOverPeople implements Check {
    @Override
    public List<Finding> look(Installation installation) {
        List<Finding> findings = new ArrayList<>();
        impersonation(installation, findings);
        workflows(installation, findings);
        bootstrap(installation, findings);
        return findings;
    }

    private static void impersonation(Installation installation, List<Finding> findings) {
        for (JsonNode feature : installation.serverInfo().path("features")) {
            if (feature.path("name").asText().equals("IMPERSONATION")
                    && !feature.path("enabled").asBoolean()) {
                return;
            }
        }
        findings.add(
                new Finding.Note(
                        "The server can let administrators act as other people; '--features-disabled=impersonation' ends that."));
        for (JsonNode client : installation.clients()) {
            if (client.path("clientId").asText().equals("realm-management")) {
                for (String role : List.of("impersonation", "realm-admin")) {
                    holders(installation, client.path("id").asText(), role, findings);
                }
            }
        }
    }

    private static void holders(Installation installation, String client, String role, List<Finding> findings) {
        installation
                .ask("/clients/" + client + "/roles/" + role + "/users?max=100")
                .ifPresent(people ->
                        people.forEach(person -> findings.add(new Finding.Wrong(person.path("username")
                                        .asText() + " may act as any person of the realm (role " + role + ")."))));
    }

    private static void workflows(Installation installation, List<Finding> findings) {
        Optional<JsonNode> workflows = installation.ask("/workflows");
        if (workflows.isPresent() && !workflows.get().isEmpty()) {
            findings.add(new Finding.Wrong(
                    "Keycloak Workflows are defined (" + workflows.get().size()
                            + "): they disable and delete people without an event, so nothing of it is recorded."));
        }
    }

    private static void bootstrap(Installation installation, List<Finding> findings) {
        Optional<JsonNode> people = installation.askServer("/realms/master/users?max=100&q=is_temporary_admin:true");
        Optional<JsonNode> clients = installation.askServer("/realms/master/clients?max=1000");
        if (people.isEmpty() || clients.isEmpty()) {
            findings.add(new Finding.Note("The caller may not see the master realm; it was not looked at."));
            return;
        }
        for (JsonNode person : people.get()) {
            findings.add(new Finding.Wrong(
                    "The bootstrap administrator " + person.path("username").asText() + " is still there (SD-6)."));
        }
        for (JsonNode client : clients.get()) {
            String who = client.path("clientId").asText();
            if (client.path("attributes").path("is_temporary_admin").asText().equals("true")) {
                findings.add(new Finding.Wrong("The bootstrap service account " + who + " is still there (SD-6)."));
            }
            if (client.path("directAccessGrantsEnabled").asBoolean()) {
                findings.add(new Finding.Wrong(
                        "In the master realm " + who + " may take passwords without a second factor."));
            }
        }
    }
}

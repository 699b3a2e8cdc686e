package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@code apply} on a realm that others made. */
final class ExistingRealm {
    private final RealmApi api;
    private final Parts parts;
    private final boolean allClients;
    private final Snapshots snapshots;
    private final PrintStream out;

    private final ArrayNode taken = Json.array();
    private Optional<Path> snapshot = Optional.empty();

    ExistingRealm(RealmApi api, Parts parts, boolean allClients, Snapshots snapshots, PrintStream out) {
        this.api = api;
        this.parts = parts;
        this.allClients = allClients;
        this.snapshots = snapshots;
        this.out = out;
    }

    /** @return differences that stand between the realm and the blueprint; the caller stops when there are refusals */
    Plan plan(boolean ownEvents) {
        List<Part> all = new ArrayList<>(parts.forExisting(allClients));
        all.add(parts.binding());
        if (ownEvents) {
            all.add(parts.ownEvents());
        }
        return Plan.of(api, all);
    }

    void putParts() {
        carryOut(Plan.of(api, parts.forExisting(allClients)));
    }

    /** @return whether the flow is bound at the end */
    boolean bind(Optional<String> administrator, HttpClient http, URI server, String realm, Credentials credentials) {
        Plan binding = Plan.of(api, List.of(parts.binding()));
        if (binding.differences().isEmpty()) {
            return true;
        }
        if (administrator.isEmpty()) {
            out.println("The realm keeps its browser flow. Name somebody who can pass the new one: --admin NAME");
            return false;
        }
        TrialSignIn.Outcome outcome =
                new FlowTrial(api, http, server, realm).run(parts.browserFlow(), administrator.get(), credentials);
        return switch (outcome) {
            case TrialSignIn.Outcome.Passed passed
            when passed.acr().equals("mfa") -> {
                out.println("Test sign-in of " + administrator.get() + " passed with level mfa.");
                carryOut(binding);
                yield true;
            }
            case TrialSignIn.Outcome.Passed passed -> {
                out.println("Test sign-in of " + administrator.get() + " reached only level '" + passed.acr()
                        + "'. The realm keeps its browser flow.");
                yield false;
            }
            case TrialSignIn.Outcome.Failed failed -> {
                out.println("Test sign-in of " + administrator.get() + " failed: " + failed.why()
                        + ". The realm keeps its browser flow.");
                yield false;
            }
        };
    }

    /** Switches Keycloak's own saving off. What it has saved stays where it is; the pack takes its baseline from there. */
    void ownEvents() {
        carryOut(Plan.of(api, List.of(parts.ownEvents())));
    }

    private void carryOut(Plan plan) {
        if (plan.differences().isEmpty()) {
            return;
        }
        for (JsonNode entry : plan.snapshot()) {
            taken.add(entry);
        }
        if (snapshot.isPresent()) {
            snapshots.rewrite(snapshot.get(), taken);
        } else {
            Path file = snapshots.write(taken);
            snapshot = Optional.of(file);
            out.println("Snapshot: " + file);
        }
        plan.carryOut();
    }
}

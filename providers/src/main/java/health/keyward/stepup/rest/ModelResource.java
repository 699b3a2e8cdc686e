package health.keyward.stepup.rest;

import health.keyward.contract.stepup.ModelAct;
import health.keyward.contract.stepup.ModelDecisionRequest;
import health.keyward.contract.stepup.ModelPage;
import health.keyward.contract.stepup.ModelShow;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.ModelCatalogue;
import health.keyward.stepup.core.ModelDecision;
import health.keyward.stepup.core.ModelDecision.Kind;
import health.keyward.stepup.core.ModelEntry;
import health.keyward.stepup.core.ModelRules;
import health.keyward.stepup.core.ModelRules.Acceptable;
import health.keyward.stepup.store.ModelDecisions;
import health.keyward.stepup.store.SeenModels;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/stepup/models}: what people sign in with, and what of it is accepted. */
@Produces(MediaType.APPLICATION_JSON)
public final class ModelResource {
    private final ModelDesk desk;
    private final ModelDecisions decisions = new ModelDecisions();
    private final SeenModels seen = new SeenModels();

    ModelResource(ModelDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"show", "search", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "show", "search", "cursor", "limit");
        ModelShow show = query.choice("show", ModelShow.class).orElse(ModelShow.HERE);
        String search = query.text("search").orElse("");
        int limit = query.limit();
        Optional<UUID> after = query.text("cursor").map(ModelResource::cursor);
        desk.call().looked("GET stepup/models", query.question());
        ModelCatalogue all = desk.database().read(this::catalogue);
        List<ModelEntry> found = all.find(shown(show), search);
        List<ModelEntry> rest = after.map(last -> following(found, last)).orElse(found);
        List<ModelEntry> page = rest.subList(0, Math.min(limit, rest.size()));
        return Wire.json(new ModelPage(
                page.stream().map(ModelSaid::row).toList(),
                found.size(),
                ModelSaid.glance(all),
                rest.size() > limit ? page.getLast().model().toString() : null));
    }

    @GET
    @Path("{model}")
    public Response one(@PathParam("model") String text) {
        desk.call().withoutParameters();
        UUID model = model(text);
        desk.call().looked("GET stepup/models/" + model, "");
        return detail(model);
    }

    @POST
    @Path("{model}/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decide(@PathParam("model") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("decide-model");
        UUID model = model(text);
        ModelDecisionRequest asked = Wire.read(body == null ? "" : body, ModelDecisionRequest.class);
        ModelDecision decision = decision(model, asked);
        desk.database().write(tx -> {
            decide(tx, decision);
            return true;
        });
        return detail(model);
    }

    private void decide(Connection tx, ModelDecision decision) throws SQLException {
        decisions.hold(tx, decision.realm(), decision.model());
        KnownModel known = desk.metadata()
                .shelf()
                .current(tx)
                .flatMap(metadata -> metadata.model(decision.model()))
                .orElse(null);
        if (decision.kind() == Kind.ACCEPTED
                && ModelRules.accept(known, decision.upTo(), decision.biometric()) instanceof Acceptable.No(var why)) {
            throw Problems.conflict("model-not-acceptable", ModelSaid.words(why));
        }
        Optional<ModelDecision> before = decisions.newest(tx, decision.realm(), decision.model());
        decisions.add(tx, decision);
        desk.metadata().keys().forget();
        desk.ledger()
                .changed(
                        decision.realm(),
                        desk.call().actor(),
                        "UPDATE",
                        "AUTHENTICATOR_MODEL",
                        "stepup/models/" + decision.model(),
                        null,
                        (known == null ? "" : known.name() + ": ")
                                + before.map(ModelSaid::words).orElse("nothing decided") + " -> "
                                + ModelSaid.words(decision) + ". Reason: " + decision.reason());
    }

    private Response detail(UUID model) {
        return desk.database().read(tx -> {
            ModelCatalogue all = catalogue(tx);
            ModelEntry entry = all.entries().stream()
                    .filter(one -> one.model().equals(model))
                    .findFirst()
                    .orElseThrow(() -> Problems.notFound("Nobody here knows a model with this AAGUID."));
            return Wire.json(ModelSaid.detail(entry, decisions.history(tx, realm(), model)));
        });
    }

    private ModelCatalogue catalogue(Connection tx) throws SQLException {
        return ModelCatalogue.of(
                desk.metadata().shelf().current(tx).orElse(null),
                decisions.inForce(tx, realm()),
                seen.count(tx, realm()));
    }

    private ModelDecision decision(UUID model, ModelDecisionRequest asked) {
        ModelAct act = asked.act();
        boolean accepts = act == ModelAct.ACCEPTED;
        if (act == null
                || (!accepts && (asked.upTo() != null || asked.biometric() != null || asked.testRecord() != null))) {
            throw Problems.badRequest(
                    "bad-act", "act says what is decided; only what is ACCEPTED is accepted for something.");
        }
        Level upTo = Level.PHISHING_RESISTANT;
        if (accepts) {
            upTo = Optional.ofNullable(asked.upTo())
                    .flatMap(Level::ofAcr)
                    .filter(level -> level.includes(Level.PHISHING_RESISTANT))
                    .orElseThrow(() -> Problems.badRequest("bad-up-to", "upTo is phr or phrh."));
        }
        AdminCall call = desk.call();
        return new ModelDecision(
                realm(),
                model,
                Kind.valueOf(act.name()),
                upTo,
                accepts && Boolean.TRUE.equals(asked.biometric()),
                asked.testRecord() == null ? null : said("testRecord", asked.testRecord()),
                call.user().getId(),
                call.user().getUsername(),
                desk.clock().instant().truncatedTo(ChronoUnit.MICROS),
                said("reason", asked.reason()));
    }

    private static String said(String what, @Nullable String given) {
        String words = given == null ? "" : given.strip();
        if (words.length() < 3 || words.length() > 500 || words.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-" + what, what + " has 3 to 500 characters and no control characters.");
        }
        return words;
    }

    private static Predicate<ModelEntry> shown(ModelShow show) {
        return switch (show) {
            case HERE -> ModelEntry::here;
            case ACCEPTED -> ModelEntry::accepted;
            case REFUSED -> entry -> entry.refused() && (entry.here() || entry.compromised());
            case KNOWN -> entry -> true;
        };
    }

    /** A model that has gone from the list since is where the next page would start anew; that is told, not guessed. */
    private static List<ModelEntry> following(List<ModelEntry> found, UUID last) {
        for (int at = 0; at < found.size(); at++) {
            if (found.get(at).model().equals(last)) {
                return found.subList(at + 1, found.size());
            }
        }
        throw Problems.badRequest("bad-cursor", "The list has changed. Start without a cursor.");
    }

    private RealmId realm() {
        return desk.call().realmId();
    }

    private static UUID cursor(String text) {
        return uuid(text)
                .orElseThrow(() -> Problems.badRequest(
                        "bad-cursor",
                        "The parameter cursor is none of ours; take it from next, or start without one."));
    }

    private static UUID model(String text) {
        return uuid(text).orElseThrow(() -> Problems.badRequest("bad-model", "A model is a UUID in lower case."));
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}

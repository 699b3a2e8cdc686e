package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyReview;
import health.keyward.breakglass.core.EmergencyReview.Disposition;
import health.keyward.breakglass.core.EmergencyReview.Hindrance;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.contract.breakglass.EmergencyUse;
import health.keyward.contract.breakglass.EmergencyUseAction;
import health.keyward.contract.breakglass.EmergencyUseFile;
import health.keyward.contract.breakglass.EmergencyUses;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/breakglass/emergency-uses}, for system administrators: who opened an emergency account, what came of it, and what was found afterwards (EA-8). */
@Produces(MediaType.APPLICATION_JSON)
public final class EmergencyUsesResource {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 1_000;

    private final EmergencyDesk desk;

    EmergencyUsesResource(EmergencyDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response list() {
        AdminCall call = desk.call().withoutParameters();
        call.looked("GET breakglass/emergency-uses", "");
        Map<UUID, EmergencyReview> reviews = desk.door().reviews(call.realmId());
        return Wire.json(new EmergencyUses(desk.door().list(call.realmId()).stream()
                .map(opening -> said(opening, reviews.get(opening.id())))
                .toList()));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        desk.call().withoutParameters().looked("GET breakglass/emergency-uses/" + shown(id), "");
        return Wire.json(file(opening(id)));
    }

    @POST
    @Path("{id}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response review(@PathParam("id") String id, @Nullable String body) {
        AdminCall call = desk.call().withoutParameters().needsFresh("emergency-review");
        ReviewEmergencyUse given = Wire.read(body == null ? "" : body, ReviewEmergencyUse.class);
        String words = given.words() == null ? "" : given.words().strip();
        if (words.length() < SHORTEST
                || words.length() > LONGEST
                || words.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw Problems.badRequest("bad-words", "What was found is said in 3 to 1,000 characters.");
        }
        Disposition disposition = Arrays.stream(Disposition.values())
                .filter(one -> one.name().equals(given.disposition()))
                .findFirst()
                .orElseThrow(() -> Problems.badRequest(
                        "bad-disposition", "disposition is one of " + List.of(Disposition.values()) + "."));
        EmergencyOpening opening = opening(id);
        Optional<Hindrance> hindrance = EmergencyReview.hinders(
                opening,
                desk.book().register(call.realmId()).list().account(opening.account()),
                call.user().getId(),
                desk.door().now());
        if (hindrance.isPresent()) {
            throw switch (hindrance.get()) {
                case NOT_OVER -> Problems.conflict("not-over", "It was not used, or is not over.");
                case CONCERNED ->
                    Problems.conflict("concerned", "Who keeps the account, opened it or is it does not judge its use.");
            };
        }
        EmergencyReview review = new EmergencyReview(
                disposition,
                words,
                call.user().getId(),
                call.user().getUsername(),
                desk.door().now());
        if (!desk.door().review(call.realmId(), opening, review, call.actor())) {
            throw Problems.conflict("reviewed", "Somebody reviewed it before.");
        }
        return Wire.json(file(opening));
    }

    private EmergencyUseFile file(EmergencyOpening opening) {
        return new EmergencyUseFile(
                said(opening, desk.door().reviews(desk.call().realmId()).get(opening.id())),
                desk.door().actions(opening).stream()
                        .map(action -> new EmergencyUseAction(action.seq(), action.at(), action.what()))
                        .toList());
    }

    private EmergencyOpening opening(String id) {
        return Optional.of(id)
                .filter(EmergencyUsesResource::isId)
                .flatMap(known -> desk.door().find(desk.call().realmId(), UUID.fromString(known)))
                .orElseThrow(() -> Problems.notFound("There is no use of that id in this realm."));
    }

    private static String shown(String id) {
        return isId(id) ? id : "unknown";
    }

    private static boolean isId(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private EmergencyUse said(EmergencyOpening opening, @Nullable EmergencyReview review) {
        EmergencyOpening.Consent second = opening.second();
        NormalPath path = opening.path();
        return new EmergencyUse(
                opening.id().toString(),
                opening.accountName(),
                opening.drill(),
                opening.why(),
                opening.state(desk.door().now()).name(),
                opening.first().name(),
                opening.first().at(),
                second == null ? null : second.name(),
                second == null ? null : second.at(),
                opening.usedAt(),
                opening.overAt(),
                path == null ? null : path.text(),
                review == null ? null : review.disposition().name(),
                review == null ? null : review.words(),
                review == null ? null : review.reviewerName(),
                review == null ? null : review.at());
    }
}

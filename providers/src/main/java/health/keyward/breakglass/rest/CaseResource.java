package health.keyward.breakglass.rest;

import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.CaseFilter;
import health.keyward.breakglass.core.CaseReviewers.Hindrance;
import health.keyward.breakglass.core.CaseState;
import health.keyward.breakglass.core.CaseVerdict;
import health.keyward.breakglass.core.CaseVerdict.Answer;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.CaseVerdict.Item;
import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.contract.breakglass.AssignBreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCases;
import health.keyward.contract.breakglass.BreakGlassCheck;
import health.keyward.contract.breakglass.BreakGlassQuestion;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code keyward/v1/breakglass/cases}: reviews of emergency access (BG-12 to BG-16). System administrators and privacy officers see all, reviewers what was
 * given to them; nobody reads the file of an access they asked for or signed.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class CaseResource {
    private static final int SHORTEST = 3;

    private final CaseDesk desk;

    CaseResource(CaseDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"state", "reviewer", "person", "limit"})
    public Response queue() {
        AdminCall call = desk.call();
        Query query = Query.of(call, "state", "reviewer", "person", "limit");
        @Nullable CaseState state = query.choice("state", CaseState.class).orElse(null);
        String reviewer = desk.seesAll()
                ? query.text("reviewer").orElse(null)
                : call.user().getId();
        CaseFilter filter = new CaseFilter(
                state == CaseState.CLOSED,
                state == CaseState.CLOSED ? null : state,
                reviewer == null ? null : new UserId(reviewer),
                query.text("person").map(UserId::new).orElse(null));
        int limit = query.limit();
        AdminCall.Look look = call.looking("GET breakglass/cases", query.question());
        List<ReviewCase> found = desk.cases().list(call.realmId(), filter, limit + 1);
        look.await();
        return Wire.json(
                new BreakGlassCases(found.stream().limit(limit).map(said()::row).toList(), found.size() > limit));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        desk.call().withoutParameters().looked("GET breakglass/cases/" + shown(id), "");
        return file(mine(id));
    }

    @POST
    @Path("{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response assign(@PathParam("id") String id, @Nullable String body) {
        AdminCall call = desk.call().withoutParameters().needs("breakglass-assign");
        if (!desk.seesAll()) {
            throw Problems.forbidden();
        }
        String reviewer =
                text(read(body, AssignBreakGlassCase.class).reviewer(), 1, 255, "A reviewer has a user name.");
        mine(id);
        return answer(id, desk.cases().assign(call.realmId(), id, reviewer, call.actor()));
    }

    @POST
    @Path("{id}/question")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@PathParam("id") String id, @Nullable String body) {
        AdminCall call = desk.call().withoutParameters().needs("breakglass-question");
        String question = text(
                read(body, BreakGlassQuestion.class).question(),
                SHORTEST,
                Cases.LONGEST_WORDS,
                "A question has " + SHORTEST + " to " + Cases.LONGEST_WORDS + " characters.");
        mine(id);
        return answer(id, desk.cases().ask(call.realmId(), id, question, call.actor()));
    }

    /** A verdict is signed: the second factor has just been shown (BG-14). */
    @POST
    @Path("{id}/verdict")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response judge(@PathParam("id") String id, @Nullable String body) {
        AdminCall call = desk.call().withoutParameters().needsFresh("breakglass-verdict");
        CaseVerdict verdict = verdict(read(body, GiveBreakGlassVerdict.class));
        mine(id);
        return answer(id, desk.cases().judge(call.realmId(), id, verdict, call.actor()));
    }

    private Response answer(String id, Cases.Outcome outcome) {
        return switch (outcome) {
            case Cases.Outcome.Done done -> file(done.reviewed());
            case Cases.Outcome.Unknown no -> throw none();
            case Cases.Outcome.NoReviewer no ->
                throw Problems.conflict("no-reviewer", "Nobody of that name may review emergency access.");
            case Cases.Outcome.Hindered no -> throw Problems.conflict("hindered", CaseWords.why(no.why()));
            case Cases.Outcome.OutOfTurn no ->
                throw Problems.conflict("out-of-turn", "The case is in the state " + no.state() + ".");
            case Cases.Outcome.Refused no -> throw Problems.conflict(CaseWords.code(no.why()), CaseWords.why(no.why()));
        };
    }

    private Response file(ReviewCase reviewed) {
        Grant grant = desk.grants().find(desk.call().realmId(), reviewed.id()).orElseThrow(CaseResource::none);
        Optional<Hindrance> hindrance =
                desk.cases().hinders(reviewed, desk.call().actor());
        return Wire.json(said().file(
                        reviewed,
                        GrantResource.said(desk.grants(), grant),
                        desk.cases().contents(reviewed),
                        hindrance.map(Enum::name).orElse(null)));
    }

    /** A case the caller may see. */
    private ReviewCase mine(String id) {
        AdminCall call = desk.call();
        UserId self = new UserId(call.user().getId());
        ReviewCase found = desk.cases()
                .find(call.realmId(), id)
                .filter(reviewed -> desk.seesAll()
                        || (reviewed.reviewer() != null
                                && reviewed.reviewer().id().equals(self)))
                .orElseThrow(CaseResource::none);
        if (self.equals(found.requester()) || self.equals(found.coSigner())) {
            throw Problems.problem(
                    "own-case",
                    "This is a review of your own access",
                    403,
                    "Nobody reads or reviews the file of an access they asked for or signed.");
        }
        return found;
    }

    private CaseWords said() {
        return new CaseWords(desk.clock().instant());
    }

    private static CaseVerdict verdict(GiveBreakGlassVerdict given) {
        Map<Item, Answer> checklist = new EnumMap<>(Item.class);
        for (@Nullable
        BreakGlassCheck check : given.checklist() == null ? List.<BreakGlassCheck>of() : given.checklist()) {
            if (check == null
                    || checklist.put(
                                    choice(Item.class, check.item(), "item"),
                                    choice(Answer.class, check.answer(), "answer"))
                            != null) {
                throw Problems.badRequest("bad-checklist", "Each item of the checklist is answered once.");
            }
        }
        String note = given.note() == null ? "" : given.note();
        if (!note.isBlank()) {
            note = text(
                    note,
                    1,
                    CaseVerdict.LONGEST_NOTE,
                    "A note has at most " + CaseVerdict.LONGEST_NOTE + " characters.");
        }
        return new CaseVerdict(
                choice(Disposition.class, given.disposition(), "disposition"), checklist, note, given.blankAttested());
    }

    private static <E extends Enum<E>> E choice(Class<E> type, @Nullable String given, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(given))
                .findFirst()
                .orElseThrow(() -> Problems.badRequest(
                        "bad-" + name, name + " is one of " + Arrays.toString(type.getEnumConstants()) + "."));
    }

    private static <T> T read(@Nullable String body, Class<T> type) {
        return Wire.read(body == null ? "" : body, type);
    }

    private static String text(@Nullable String given, int least, int most, String otherwise) {
        String text = given == null ? "" : given.strip();
        if (text.length() < least
                || text.length() > most
                || text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw Problems.badRequest("bad-text", otherwise);
        }
        return text;
    }

    private static String shown(String id) {
        return id.matches("[0-9a-f]{32}") ? id : "...";
    }

    private static RuntimeException none() {
        return Problems.notFound("There is no such case.");
    }
}

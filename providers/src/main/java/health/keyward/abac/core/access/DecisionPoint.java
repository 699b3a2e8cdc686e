package health.keyward.abac.core.access;

import health.keyward.abac.Asked;
import health.keyward.abac.Decisions;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers one asker. A resource type that is not registered to it is not asked about; a person nobody knows is put to the policy like any other, so that
 * the answer has the same shape.
 */
public final class DecisionPoint {
    /** Types a policy may ask an app for; {@code step-up} is always among them, because this point can tell it without. */
    public static final List<String> OBLIGATIONS =
            List.of(Obligation.STEP_UP, "notification", "session_termination", "custom");

    private static final String USER = "user";
    private static final int USUAL_LIMIT = 100;
    /** Candidates that one request may look at before it hands out a page that is not full. */
    private static final int MOST_CANDIDATES = 500;

    private static final int AT_ONCE = 50;

    private final Decisions decisions;
    private final Asker asker;
    private final People people;

    public DecisionPoint(Decisions decisions, Asker asker, People people) {
        this.decisions = decisions;
        this.asker = asker;
        this.people = people;
    }

    /** What came of a question. */
    public sealed interface Answer {
        /** @param declared obligations the asker says it can carry out */
        record Decided(Verdict verdict, Set<String> declared) implements Answer {}

        /** Nothing was decided, which is a refusal. */
        record Wrong(int status, String message) implements Answer {}
    }

    /**
     * @param results with the obligations that come with them
     * @param next token of the next page; empty when there is none
     * @param pause seconds to wait because the allowance is used up; 0 when it was not
     */
    public record Found(List<Result> results, String next, int pause) {
        public Found {
            results = List.copyOf(results);
        }
    }

    /** @param name id or action name, as the asker writes it */
    public record Result(String type, String name, List<Obligation> obligations) {
        public Result {
            obligations = List.copyOf(obligations);
        }
    }

    public Answer evaluate(Inquiry inquiry) {
        return asker.mayAskAbout(inquiry.resource().type())
                ? new Answer.Decided(decisions.decide(question(inquiry)), declared(inquiry))
                : notRegistered();
    }

    /** In the order asked; shorter than asked where the semantic says to stop. */
    public List<Answer> evaluate(Batch batch) {
        if (batch.semantic() == Batch.Semantic.EXECUTE_ALL) {
            return all(batch.items());
        }
        boolean stopAt = batch.semantic() == Batch.Semantic.PERMIT_ON_FIRST_PERMIT;
        List<Answer> answers = new ArrayList<>();
        for (Batch.Item item : batch.items()) {
            Answer answer = all(List.of(item)).getFirst();
            answers.add(answer);
            if (isPermit(answer) == stopAt) {
                break;
            }
        }
        return answers;
    }

    /** @param take asked before so many candidates are looked at; answers 0 or the seconds to wait */
    public Found search(Search search, IntUnaryOperator take) {
        int from = 0;
        int limit = search.page().limit() < 0 ? USUAL_LIMIT : search.page().limit();
        if (!search.page().token().isEmpty()) {
            PageToken token = PageToken.read(search, asker);
            from = token.from();
            limit = token.limit();
        }
        List<Result> results = new ArrayList<>();
        int at = from;
        while (results.size() < limit && at - from < MOST_CANDIDATES) {
            int most = Math.min(AT_ONCE, Math.max(limit - results.size(), 10));
            List<Candidate> candidates = candidates(search, at, most);
            int wait = candidates.isEmpty() ? 0 : take.applyAsInt(candidates.size());
            if (wait > 0) {
                return new Found(results, next(search, at, limit), at == from ? wait : 0);
            }
            int looked = look(search, candidates, limit, results);
            at += looked;
            if (looked == candidates.size() && candidates.size() < most) {
                return new Found(results, "", 0);
            }
        }
        return new Found(results, next(search, at, limit), 0);
    }

    private String next(Search search, int at, int limit) {
        return PageToken.of(search, asker, at, limit).text();
    }

    /** Adds those that are permitted, up to the limit; answers how many candidates are done with. */
    private int look(Search search, List<Candidate> candidates, int limit, List<Result> results) {
        boolean people = search.kind() == Search.Kind.SUBJECT;
        String subject = people ? "" : subjectId(search.like());
        List<Verdict> verdicts = decisions.decide(candidates.stream()
                .map(candidate -> question(
                        search.asking(candidate.party()),
                        people ? candidate.party().id() : subject))
                .toList());
        for (int i = 0; i < candidates.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Permit permit) {
                results.add(new Result(
                        candidates.get(i).party().type(), candidates.get(i).name(), permit.obligations()));
                if (results.size() >= limit) {
                    return i + 1;
                }
            }
        }
        return candidates.size();
    }

    /** Somebody or something that may be an answer; the id of a person in it is Keycloak's. */
    private record Candidate(Party party, String name) {}

    private List<Candidate> candidates(Search search, int from, int most) {
        Inquiry like = search.like();
        if (!asker.mayAskAbout(like.resource().type())) {
            return List.of();
        }
        Asker.Registered registered = asker.registered(like.resource().type());
        return switch (search.kind()) {
            case SUBJECT ->
                like.subject().type().equals(USER)
                        ? people.page(from, most).stream()
                                .map(person -> new Candidate(
                                        new Party(
                                                USER,
                                                person.id(),
                                                like.subject().properties()),
                                        person.name()))
                                .toList()
                        : List.of();
            case RESOURCE ->
                registered.resources().stream()
                        .skip(from)
                        .limit(most)
                        .map(one -> new Candidate(
                                new Party(
                                        like.resource().type(),
                                        one.id(),
                                        like.resource().properties()),
                                one.id()))
                        .toList();
            case ACTION ->
                registered.actions().stream()
                        .skip(from)
                        .limit(most)
                        .map(name -> new Candidate(Party.of("action", name), name))
                        .toList();
        };
    }

    private List<Answer> all(List<Batch.Item> items) {
        List<Inquiry> asked = items.stream()
                .filter(Batch.Item.Asked.class::isInstance)
                .map(item -> ((Batch.Item.Asked) item).inquiry())
                .filter(inquiry -> asker.mayAskAbout(inquiry.resource().type()))
                .toList();
        List<Verdict> verdicts = asked.isEmpty()
                ? List.of()
                : decisions.decide(asked.stream().map(this::question).toList());
        List<Answer> answers = new ArrayList<>();
        int next = 0;
        for (Batch.Item item : items) {
            switch (item) {
                case Batch.Item.Wrong wrong -> answers.add(new Answer.Wrong(400, wrong.message()));
                case Batch.Item.Asked(Inquiry inquiry) -> {
                    if (asker.mayAskAbout(inquiry.resource().type())) {
                        answers.add(new Answer.Decided(verdicts.get(next), declared(inquiry)));
                        next++;
                    } else {
                        answers.add(notRegistered());
                    }
                }
            }
        }
        return answers;
    }

    /** A step-up is not a permit: the asker comes back when it was done. */
    private static boolean isPermit(Answer answer) {
        return answer instanceof Answer.Decided decided && decided.verdict() instanceof Verdict.Permit;
    }

    private static Answer notRegistered() {
        return new Answer.Wrong(403, "resource.type is not registered to this client");
    }

    private Question question(Inquiry inquiry) {
        return question(inquiry, subjectId(inquiry));
    }

    private String subjectId(Inquiry inquiry) {
        Party subject = inquiry.subject();
        return subject.type().equals(USER) ? people.idOf(subject.id()) : subject.id();
    }

    private Question question(Inquiry inquiry, String subjectId) {
        Party subject =
                new Party(inquiry.subject().type(), subjectId, inquiry.subject().properties());
        Map<String, Object> context = new HashMap<>(inquiry.context());
        Object session = context.remove("session_id");
        context.remove("supported_obligations");
        Set<String> supported = new HashSet<>(declared(inquiry));
        supported.add(Obligation.STEP_UP);
        People.Bound bound = session(subject, session);
        return new Question(
                asker.realm(),
                new Asked(
                        Point.DECISION_POINT,
                        asker.client(),
                        bound == null ? null : bound.session(),
                        bound == null ? null : bound.address(),
                        null),
                subject,
                inquiry.action(),
                asker.known(inquiry.resource()),
                context,
                supported);
    }

    private People.@Nullable Bound session(Party subject, @Nullable Object session) {
        return subject.type().equals(USER) && session instanceof String id ? people.session(subject.id(), id) : null;
    }

    /** What the asker says it can do, as far as this point offers it (obligations profile, draft 1, negotiation). */
    private static Set<String> declared(Inquiry inquiry) {
        Set<String> declared = new HashSet<>();
        if (inquiry.context().get("supported_obligations") instanceof List<?> list) {
            list.stream().filter(OBLIGATIONS::contains).map(Object::toString).forEach(declared::add);
        }
        return Set.copyOf(declared);
    }
}

package health.keyward.breakglass.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A decision that was told of a grant: Keyward itself answers for {@code context.break_glass}, no app can say it. What is known of shift, unit and care team
 * at that moment corroborates the grant; what the app knows of its patient it says in {@code resource.properties.review_flags}.
 *
 * @param grant its id
 * @param facts only those somebody knows
 */
record DecidedUnderGrant(String grant, Map<Fact, Known> facts) {
    /** Words of {@code review_flags}: the facts' names in lower case. Only an app can know these. */
    private static final List<Fact> SAID_BY_APPS =
            List.of(Fact.COWORKER, Fact.SAME_SURNAME, Fact.SAME_ADDRESS, Fact.VIP, Fact.DECEASED, Fact.SELF);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String NAMED = "\"grant\":\"";
    private static final Pattern PERHAPS = Pattern.compile(NAMED + "[0-9a-f]{32}\"");
    private static final JsonMapper JSON = new JsonMapper();

    /** Most decisions know of no grant and cost one search through their text. */
    static Optional<DecidedUnderGrant> of(Recorded.Decision decision) {
        String input = decision.input();
        if (input == null || !input.contains(NAMED) || !PERHAPS.matcher(input).find()) {
            return Optional.empty();
        }
        try {
            JsonNode asked = JSON.readTree(input);
            String grant = asked.at("/context/break_glass/grant").asText();
            return ID.matcher(grant).matches()
                    ? Optional.of(new DecidedUnderGrant(grant, facts(asked, decision.at())))
                    : Optional.empty();
        } catch (JsonProcessingException notReadable) {
            return Optional.empty();
        }
    }

    private static Map<Fact, Known> facts(JsonNode asked, Instant at) {
        Map<Fact, Known> facts = new EnumMap<>(Fact.class);
        JsonNode shift = asked.at("/subject/properties/shift");
        Optional<Instant> from = moment(shift.path("from"));
        Optional<Instant> until = moment(shift.path("until"));
        if (from.isPresent() && until.isPresent()) {
            facts.put(Fact.ON_SHIFT, known(!at.isBefore(from.get()) && at.isBefore(until.get())));
        }
        Optional<String> own = text(asked.at("/subject/properties/unit"));
        Optional<String> theirs = text(asked.at("/resource/properties/unit"));
        if (own.isPresent() && theirs.isPresent()) {
            facts.put(Fact.SAME_UNIT, known(own.equals(theirs)));
        }
        JsonNode team = asked.at("/resource/properties/care_team");
        if (team.isArray()) {
            String person = asked.at("/subject/id").asText();
            facts.put(Fact.RELATIONSHIP, known(words(team).anyMatch(person::equals)));
        }
        JsonNode flags = asked.at("/resource/properties/review_flags");
        if (flags.isArray()) {
            List<String> said = words(flags).toList();
            SAID_BY_APPS.forEach(fact ->
                    facts.put(fact, known(said.contains(fact.name().toLowerCase(Locale.ROOT)))));
        }
        return facts;
    }

    private static Known known(boolean so) {
        return so ? Known.YES : Known.NO;
    }

    private static Stream<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() && !value.asText().equals("unknown")
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    private static Optional<Instant> moment(JsonNode value) {
        try {
            return text(value).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}

package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedsTest {
    @ParameterizedTest
    @CsvSource({"duty-roster,duties", "care-relationships,relationships"})
    void the_example_fits_its_schema_and_names_people_of_the_blueprint(String feed, String list) {
        JsonNode example = read(feed + ".example.json");
        assertThat(schema(feed).validate(example)).isEmpty();
        Set<String> people =
                Fixtures.blueprint().people().stream().map(Person::username).collect(Collectors.toSet());
        assertThat(example.path(list))
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(people).contains(entry.path("person").asText()));
    }

    @Test
    void the_roster_speaks_of_units_of_the_blueprint() {
        Set<String> units = new HashSet<>();
        Fixtures.blueprint().people().forEach(person -> units.add(person.group()));
        assertThat(read("duty-roster.example.json").path("duties"))
                .allSatisfy(duty -> assertThat(units).contains(duty.path("unit").asText()));
    }

    @ParameterizedTest
    @CsvSource({"Jane Roe", "pt-12345", "MRN0012345", "1975-03-02"})
    void what_could_tell_who_the_patient_is_does_not_fit(String patient) {
        JsonNode example = read("care-relationships.example.json");
        ((ObjectNode) example.path("relationships").path(0)).put("patient", patient);
        assertThat(schema("care-relationships").validate(example)).isNotEmpty();
    }

    @Test
    void a_roster_that_does_not_say_what_it_covers_does_not_fit() {
        ObjectNode example = (ObjectNode) read("duty-roster.example.json");
        example.remove("covers");
        assertThat(schema("duty-roster").validate(example)).isNotEmpty();
    }

    private static JsonSchema schema(String feed) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(read(feed + ".schema.json"));
    }

    private static JsonNode read(String file) {
        return Json.read(Fixtures.blueprintFolder().resolve("feeds").resolve(file));
    }
}

package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void only_what_the_blueprint_speaks_of_is_compared() throws JsonProcessingException {
        assertThat(Shape.differences(json("{'a':1,'theirs':2}"), json("{'a':1}")))
                .isEmpty();
    }

    @Test
    void lists_of_texts_are_compared_without_order_but_with_count() throws JsonProcessingException {
        assertThat(Shape.same(json("['a','b']"), json("['b','a']"))).isTrue();
        assertThat(Shape.same(json("['a','b','b']"), json("['a','b']"))).isFalse();
    }

    @Test
    void a_difference_says_where_and_what() throws JsonProcessingException {
        assertThat(Shape.differences(json("{'x':[{'name':'n','v':1}]}"), json("{'x':[{'name':'n','v':2}]}")))
                .containsExactly("x / n / v: 1 -> 2");
    }

    @Test
    void what_the_server_keeps_to_itself_is_no_difference() throws JsonProcessingException {
        assertThat(Shape.same(json("{'v':'**********'}"), json("{'v':'pwd'}"))).isTrue();
    }

    @Test
    void a_cut_remembers_what_was_missing_so_that_it_can_be_removed_again() throws JsonProcessingException {
        assertThat(Shape.cut(json("{'a':1,'theirs':2}"), json("{'a':5,'b':6}"))).isEqualTo(json("{'a':1,'b':null}"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}

package health.keyward.abac.core.ir;

import java.util.ArrayList;
import java.util.List;

/** Operands of built-in functions, of the type that is needed or a {@link Fault}. */
final class Args {
    private Args() {}

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw Fault.OPERAND;
    }

    static Object number(Object value) {
        if (Numbers.is(value)) {
            return value;
        }
        throw Fault.OPERAND;
    }

    static long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw Fault.OPERAND;
    }

    static Arr array(Object value) {
        if (value instanceof Arr array) {
            return array;
        }
        throw Fault.OPERAND;
    }

    static Obj object(Object value) {
        if (value instanceof Obj object) {
            return object;
        }
        throw Fault.OPERAND;
    }

    static Many set(Object value) {
        if (value instanceof Many set) {
            return set;
        }
        throw Fault.OPERAND;
    }

    /** Members of an array, or of a set in order. */
    static Object[] items(Object value, Run run) {
        if (value instanceof Arr array) {
            run.charge(array.size());
            return array.copy();
        }
        Object[] items = set(value).sorted();
        run.charge(items.length);
        return items;
    }

    /** One text, or an array or set of texts. */
    static List<String> texts(Object value, Run run) {
        if (value instanceof String one) {
            return List.of(one);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items(value, run)) {
            texts.add(text(item));
        }
        return texts;
    }
}

package health.keyward.console.proof;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializablePredicate;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;

/** The hash mark that leads from an event to its proof. */
public final class ProofMark {
    private static final String CELL =
            "<vaadin-button theme='tertiary small' class='kw-mark' aria-label='${item.label}' title='${item.label}'"
                    + " ?hidden='${item.none}' @click='${prove}'>"
                    + "<vaadin-icon src='icons/sprite.svg' symbol='hash' aria-hidden='true'></vaadin-icon></vaadin-button>";

    private ProofMark() {}

    /** A narrow last column that stays in sight. @param evident whether the row is in the log; demo rows are not */
    public static <T> void column(Grid<T> grid, SerializablePredicate<T> evident, SerializableConsumer<T> prove) {
        grid.addColumn(LitRenderer.<T>of(CELL)
                        .withProperty("label", row -> Words.say("proof.show"))
                        .withProperty("none", row -> !evident.test(row))
                        .withFunction("prove", prove))
                .setKey("proof")
                .setHeader(Words.say("proof.column"))
                .setWidth("64px")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
    }

    /** For a drawer. */
    public static Button button(Runnable prove) {
        var button = new Button(Words.say("proof.show"), Icons.of("hash"), e -> prove.run());
        button.addClassName("kw-prove");
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }
}

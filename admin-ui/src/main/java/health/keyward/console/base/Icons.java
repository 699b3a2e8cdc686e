package health.keyward.console.base;

import com.vaadin.flow.component.icon.SvgIcon;

/** Icons of our own sprite; they take the colour of the text around them. */
public final class Icons {
    private static final String SPRITE = "icons/sprite.svg";

    private Icons() {}

    public static SvgIcon of(String symbol) {
        var icon = new SvgIcon(SPRITE, symbol);
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}

<#macro emailLayout>
<#local accents = {"teal": "#0b5c6b", "blue": "#1b4f9c", "plum": "#6b3fa0", "green": "#1f6140"}>
<#local accent = accents[properties.accent!"teal"]!accents.teal>
<#local hospital = (properties.hospitalName!'')?has_content?then(properties.hospitalName!'', realmName!'')>
<!doctype html>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${hospital}</title>
  <style>
    a { color: ${accent}; }
    @media (prefers-color-scheme: dark) {
      body, .kw-foot { background: #11161c !important; }
      body, .kw-card { color: #e6ebf0 !important; }
      .kw-card { background: #1a212a !important; }
      .kw-card, .kw-head, .kw-foot { border-color: #36424f !important; }
      .kw-head { border-top-color: ${accent} !important; }
      .kw-foot, .kw-quiet { color: #a9b6c3 !important; }
      a { color: #8fd0dd !important; }
    }
  </style>
</head>
<body style="margin:0;padding:24px 12px;background:#eef2f5;color:#1b2430;font-family:system-ui,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5">
  <table class="kw-card" role="presentation" align="center" width="100%" style="max-width:560px;border-collapse:collapse;background:#ffffff;border:1px solid #cfd8e1">
    <tr><td class="kw-head" style="padding:16px 24px;border-top:4px solid ${accent};border-bottom:1px solid #cfd8e1;font-weight:600;font-size:18px">${hospital}</td></tr>
    <tr><td style="padding:16px 24px;overflow-wrap:anywhere"><#nested></td></tr>
    <tr><td class="kw-foot" style="padding:12px 24px;border-top:1px solid #cfd8e1;background:#eef2f5;color:#4c5a69;font-size:14px">${msg("keywardMailFooter")}</td></tr>
  </table>
</body>
</html>
</#macro>

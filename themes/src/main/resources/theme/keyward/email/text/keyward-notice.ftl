<#ftl output_format="plainText">
${msg("keywardNoticeText." + topic)}

<#list facts as name, value>
${msg("keywardNoticeFact." + name)}: ${value}
</#list>

<#if console?has_content>
${msg("keywardNoticeConsole")} ${console}

</#if>
${msg("keywardNoticeReference")}: ${reference}
${msg("keywardMailFooter")}

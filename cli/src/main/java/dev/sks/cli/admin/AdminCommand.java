package dev.sks.cli.admin;

import picocli.CommandLine.Command;

@Command(
    name = "admin",
    description = "Look after users, tenants and API keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UserCommand.class, TenantCommand.class, KeyCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {"  sks admin user create ada --tenant research", "  sks admin key create ci"})
public final class AdminCommand {}

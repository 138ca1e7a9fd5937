package dev.sks.cli.data;

import picocli.CommandLine.Command;

@Command(
    name = "data",
    description = "Store, list, fetch and remove data objects.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PutCommand.class, ListCommand.class, GetCommand.class, RemoveCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks data put book.txt",
      "  sks data ls books/",
      "  sks data get books/kjv.txt",
      "  sks data rm books/kjv.txt"
    })
public final class DataCommand {}

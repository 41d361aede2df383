#!/bin/sh
# Counts messages by their type, in a file: exec -LR --write -A sh types.sh counts.txt
opens=0 updates=0 others=0
while read -r line; do
  case $line in
    *'"OPEN"'*) opens=$((opens + 1)) ;;
    *'"UPDATE"'*) updates=$((updates + 1)) ;;
    *) others=$((others + 1)) ;;
  esac
  echo "OPEN $opens UPDATE $updates other $others" >"$1"
done

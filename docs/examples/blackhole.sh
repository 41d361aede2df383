#!/bin/sh
# Asks for a blackhole, and passes on all that it is told: exec -R -A sh blackhole.sh
(
  sleep 1
  echo '{"reach":["203.0.113.66/32"],"attrs":{"ORIGIN":"IGP","ASPATH":[64500],"NEXTHOP":"192.0.2.66","COMMUNITY":["65535:666"]}}'
) &
while IFS= read -r line; do
  printf '%s\n' "$line"
done
